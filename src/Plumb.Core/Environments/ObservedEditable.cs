namespace Plumb.Environments;

/// <summary>One place outside the environment from which an editable install imports its code (PEP 660, <c>setup.py develop</c>).</summary>
/// <param name="Origin">The file that names it: <c>direct_url.json</c>, an <c>egg-link</c> or the finder module of a build backend.</param>
/// <param name="Module">The module that lies there; null when the origin names a whole project.</param>
/// <param name="Target">The folder or file, absolute in the inspected world.</param>
/// <param name="Exists">Something is there.</param>
public sealed record ObservedEditable(string Origin, string? Module, string Target, bool Exists);
