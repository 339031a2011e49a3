namespace EventSinks.Environments;

/// <summary>One of the texts that an environment was read from.</summary>
/// <param name="File">The name of the file, as the caller gave it.</param>
/// <param name="Text">The text, for showing the line that a diagnostic is about; it may hold secrets.</param>
public sealed record EnvironmentSource(string File, string Text);
