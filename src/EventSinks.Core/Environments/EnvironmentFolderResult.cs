using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>What a folder of environment files says.</summary>
/// <param name="Environment">The environment that its readable files make together; <see cref="StackEnvironment.Empty"/> if there are none.</param>
/// <param name="Diagnostics">Everything that is wrong or doubtful. A file with an error has been left out.</param>
public sealed record EnvironmentFolderResult(StackEnvironment Environment, IReadOnlyList<Diagnostic> Diagnostics);
