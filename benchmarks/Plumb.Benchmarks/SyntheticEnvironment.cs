using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Benchmarks;

/// <summary>
/// Writes an environment of many distributions that is whole and without conflicts: pyvenv.cfg, METADATA with requirements,
/// markers and a long description, RECORD with hashes and sizes, and the files themselves. The same numbers give the same bytes.
/// </summary>
internal static class SyntheticEnvironment
{
    public static int Run(string[] args)
    {
        if (args is not [var venv, var python, .. var sizes])
        {
            return 2;
        }

        int Size(int index, int otherwise) =>
            sizes.Length > index ? int.Parse(sizes[index], CultureInfo.InvariantCulture) : otherwise;
        Write(venv, python, Size(0, 150), Size(1, 40_000));
        return 0;
    }

    private static void Write(string venv, string python, int distributions, int files)
    {
        var real = new FileInfo(python).ResolveLinkTarget(true)?.FullName ?? Path.GetFullPath(python);
        var minor = Path.GetFileName(real)["python".Length..];
        var bin = Directory.CreateDirectory(Path.Combine(venv, "bin")).FullName;
        var site = Directory.CreateDirectory(Path.Combine(venv, "lib", "python" + minor, "site-packages")).FullName;
        File.WriteAllText(
            Path.Combine(venv, "pyvenv.cfg"),
            $"home = {Path.GetDirectoryName(real)}\ninclude-system-site-packages = false\nversion = {minor}.0\n"
        );
        File.CreateSymbolicLink(Path.Combine(bin, "python"), real);
        var random = new Random(1);
        for (var i = 0; i < distributions; i++)
        {
            var share = files / distributions + (i < files % distributions ? 1 : 0);
            WriteDistribution(site, i, share - 4, random);
        }
    }

    private static void WriteDistribution(string site, int index, int files, Random random)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"package_{index:D3}");
        var information = Directory.CreateDirectory(Path.Combine(site, name + "-1.2.3.dist-info")).FullName;
        var record = new StringBuilder();
        void Add(string relative, byte[] content)
        {
            var path = Path.Combine(site, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
            var hash = Convert
                .ToBase64String(SHA256.HashData(content))
                .TrimEnd('=')
                .Replace('+', '-')
                .Replace('/', '_');
            record.Append(CultureInfo.InvariantCulture, $"{relative},sha256={hash},{content.Length}\n");
        }

        for (var i = 0; i < files; i++)
        {
            var relative =
                i == 0
                    ? $"{name}/__init__.py"
                    : string.Create(CultureInfo.InvariantCulture, $"{name}/part_{i % 17}/module_{i}.py");
            var content = new byte[200 + random.Next(6000)];
            for (var at = 0; at < content.Length; at++)
            {
                content[at] = (byte)(at % 80 == 79 ? '\n' : 'a' + random.Next(26));
            }

            Add(relative, content);
        }

        Add($"{name}-1.2.3.dist-info/METADATA", Metadata(name, index));
        Add(
            $"{name}-1.2.3.dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: synthetic\nRoot-Is-Purelib: true\nTag: py3-none-any\n"u8.ToArray()
        );
        Add($"{name}-1.2.3.dist-info/INSTALLER", "pip\n"u8.ToArray());
        record.Append(CultureInfo.InvariantCulture, $"{name}-1.2.3.dist-info/RECORD,,\n");
        File.WriteAllText(Path.Combine(information, "RECORD"), record.ToString());
    }

    private static byte[] Metadata(string name, int index)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2.3\nRequires-Python: >=3.8\n"
        );
        for (var i = 1; i <= 5 && index - i >= 0; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Requires-Dist: package_{index - i:D3} (<2,>=1.0)\n");
        }

        for (var i = 0; i < 12; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"Requires-Dist: optional-{i} >=1.{i} ; python_version < \"3.12\" and extra == 'all'\n"
            );
        }

        text.Append("Provides-Extra: all\n\n");
        for (var i = 0; i < 100; i++)
        {
            text.Append("A line of a description that nobody but people reads, as long as such lines are.\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
