using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>What came of checking one declaration on its own.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="Bound">What it says; null if there was an error.</param>
/// <param name="Diagnostics">What is wrong or doubtful.</param>
internal sealed record DeclarationOutcome(SinkDeclaration Declaration, BoundDeclaration? Bound, IReadOnlyList<Diagnostic> Diagnostics);
