using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Plumb.Cli.Tests.Rendering.Html;

/// <summary>A real headless Chromium, driven through its DevTools protocol.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] _places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _timeout = new(_patience);
    private readonly Process _process;
    private readonly string _profile;
    private string? _session;
    private int _last;

    private Chromium(Process process, string profile)
    {
        _process = process;
        _profile = profile;
    }

    /// <summary>Messages that the page's console or its security policy wrote.</summary>
    public List<string> Console { get; } = [];

    /// <summary>Starts it and opens a page. A missing browser is a failure: a test that looks away proves nothing.</summary>
    public static async Task<Chromium> OpenAsync(string file)
    {
        var program = Array.Find(_places, File.Exists);
        Assert.True(program is not null, "This test needs a browser. On Debian: apt-get install chromium");
        var profile = Directory.CreateTempSubdirectory("plumb-chromium-").FullName;
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        string[] arguments =
        [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--user-data-dir=" + profile,
            "--remote-debugging-port=0",
            "about:blank",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var chromium = new Chromium(process, profile);
        try
        {
            await chromium.ConnectAsync(file);
            return chromium;
        }
        catch
        {
            await chromium.DisposeAsync();
            throw;
        }
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync(
            "Runtime.evaluate",
            new JsonObject
            {
                ["expression"] = expression,
                ["returnByValue"] = true,
                ["awaitPromise"] = true,
            }
        );
        Assert.True(answer["exceptionDetails"] is null, answer.ToJsonString());
        return answer["result"]!["value"]?.DeepClone();
    }

    /// <summary>What the person's system prefers: "light" or "dark".</summary>
    public Task PreferAsync(string scheme) =>
        SendAsync(
            "Emulation.setEmulatedMedia",
            new JsonObject
            {
                ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
            }
        );

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _timeout.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task ConnectAsync(string file)
    {
        var told = Path.Combine(_profile, "DevToolsActivePort");
        string[] lines;
        while (!File.Exists(told) || (lines = await File.ReadAllLinesAsync(told, _timeout.Token)).Length < 2)
        {
            Assert.False(_process.HasExited, "chromium ended before it could be asked anything");
            await Task.Delay(50, _timeout.Token);
        }

        await _socket.ConnectAsync(new Uri($"ws://127.0.0.1:{lines[0]}{lines[1]}"), _timeout.Token);
        var target = await SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await SendAsync(
            "Target.attachToTarget",
            new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }
        );
        _session = attached["sessionId"]!.GetValue<string>();
        await SendAsync("Log.enable", []);
        await SendAsync("Runtime.enable", []);
        await SendAsync("Page.enable", []);
        await SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        while (
            (await EvaluateAsync("document.readyState + ' ' + location.protocol"))!.GetValue<string>()
            != "complete file:"
        )
        {
            await Task.Delay(50, _timeout.Token);
        }
    }

    private async Task<JsonObject> SendAsync(string method, JsonObject parameters)
    {
        var id = ++_last;
        var message = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = parameters,
        };
        if (_session is not null)
        {
            message["sessionId"] = _session;
        }

        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message),
            WebSocketMessageType.Text,
            endOfMessage: true,
            _timeout.Token
        );
        while (true)
        {
            var answer = await ReceiveAsync();
            if (answer["id"]?.GetValue<int>() == id)
            {
                Assert.True(answer["error"] is null, answer.ToJsonString());
                return (JsonObject)answer["result"]!.DeepClone();
            }

            if (
                answer["method"]?.GetValue<string>()
                is "Log.entryAdded"
                    or "Runtime.exceptionThrown"
                    or "Runtime.consoleAPICalled"
            )
            {
                Console.Add(answer["params"]!.ToJsonString());
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, _timeout.Token);
            whole.Write(buffer, 0, part.Count);
        } while (!part.EndOfMessage);

        return JsonNode.Parse(whole.ToArray())!;
    }
}
