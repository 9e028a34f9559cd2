namespace Plumb.Environments;

/// <summary>The one library beside the extension modules that talks to NumPy: torch's modules are shells around it.</summary>
internal static class TorchLibrary
{
    /// <summary>True for its names on Linux, macOS and Windows.</summary>
    public static bool Is(string name) => name is "libtorch_python.so" or "libtorch_python.dylib" or "torch_python.dll";
}
