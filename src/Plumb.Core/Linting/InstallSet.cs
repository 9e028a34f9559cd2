using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>A requirement as a document writes it.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">As written.</param>
/// <param name="Requirement">As read.</param>
internal sealed record WrittenRequirement(int Line, string Text, Requirement Requirement);

/// <summary>What one command, or one list of requirements, installs.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Block">The block of code; 0 for a command outside one.</param>
/// <param name="Requirements">What it asks for.</param>
internal sealed record InstallSet(int Line, int Block, ImmutableArray<WrittenRequirement> Requirements);
