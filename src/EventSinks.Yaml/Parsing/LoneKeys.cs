using EventSinks.Yaml.Scalars;

namespace EventSinks.Yaml.Parsing;

/// <summary>Refuses the plain scalars <c>&lt;&lt;</c> and <c>=</c>, which mean something as keys, where they are none.</summary>
internal static class LoneKeys
{
    public static void Check(in ReadNode node, SourceSpan span, Func<string> path, DiagnosticBag diagnostics)
    {
        var tag = node.Type switch
        {
            ScalarType.Merge => "merge",
            ScalarType.DefaultValue => "value",
            _ => null,
        };
        if (tag is not null)
        {
            diagnostics.AddError(
                YamlDiagnosticCodes.UnknownTag,
                $"could not determine a constructor for the tag '{ScalarTags.Prefix}{tag}'; quote {node.Value} if it is meant as text",
                span,
                path);
        }
    }
}
