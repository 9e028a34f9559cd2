using Plumb.Python;

namespace Plumb.Knowledge;

/// <summary>From which version on a distribution's wheels are built with the headers of NumPy 2.</summary>
/// <param name="Since">The first such version.</param>
/// <param name="SinceWindows">The first such version for Windows; the same where nothing else is known.</param>
/// <param name="Source">Where anyone can check it.</param>
public sealed record BuiltForNumpy2(PythonVersion Since, PythonVersion SinceWindows, FactSource Source);
