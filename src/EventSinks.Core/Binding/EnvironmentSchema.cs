namespace EventSinks.Binding;

/// <summary>A JSON schema of environment files, for editors. Immutable.</summary>
/// <param name="Json">The schema, draft-07, indented.</param>
/// <param name="Warnings">What could not be described, and why; a line each. A sink type whose options are not known may have any.</param>
public sealed record EnvironmentSchema(string Json, IReadOnlyList<string> Warnings);
