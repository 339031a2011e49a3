namespace EventSinks.Yaml;

/// <summary>A value that is no list and no map: what can be the key of a map.</summary>
public abstract class YamlScalar : YamlValue
{
    private protected YamlScalar(SourceSpan span)
        : base(span)
    {
    }

    /// <summary>Writes the value as Python's <c>str()</c> writes it, which is what Heat makes of a scalar where text is wanted.</summary>
    /// <returns>For instance <c>None</c>, <c>True</c>, <c>7</c>, <c>1e+16</c>; text is itself.</returns>
    public abstract string ToPythonString();
}
