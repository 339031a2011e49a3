namespace EventSinks.Testing.Conformance;

/// <summary>Writes an environment around the options of one declaration.</summary>
internal static class DeclarationText
{
    /// <summary>Gives an environment with one declaration.</summary>
    /// <param name="sinkType">The sink type.</param>
    /// <param name="options">The options as YAML, block style; empty for none.</param>
    public static string Of(string sinkType, string options)
    {
        var lines = options.ReplaceLineEndings("\n").Split('\n').Where(static line => !string.IsNullOrWhiteSpace(line));
        return $"event_sinks:\n- type: {sinkType}\n{string.Concat(lines.Select(static line => $"  {line}\n"))}";
    }
}
