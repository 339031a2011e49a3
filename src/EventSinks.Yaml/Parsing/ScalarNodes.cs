using EventSinks.Yaml.Scalars;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EventSinks.Yaml.Parsing;

/// <summary>Makes nodes of scalar events: by their tag, or else by what their text looks like.</summary>
/// <param name="diagnostics">Where to report what is wrong.</param>
/// <param name="resolve">Says what a scalar without tag and quotes is.</param>
internal sealed class ScalarNodes(DiagnosticBag diagnostics, Func<string, ScalarType> resolve)
{
    public ReadNode Make(Scalar scalar, SourceSpan span, Func<string> path)
    {
        var isUntagged = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific;
        var type = isUntagged ? ImplicitType(scalar) : TaggedType(scalar.Tag.Value, span, path);
        var value = ScalarReader.Read(scalar.Value, type, span);
        if (value is null)
        {
            diagnostics.AddError(
                YamlDiagnosticCodes.InvalidScalar, $"{Excerpt.Of(scalar.Value)} is not {ScalarReader.NameOf(type)}", span, path);
            value = new YamlText(scalar.Value, span);
        }

        return new ReadNode(value, type, new NodeSize(1, scalar.Value.Length), 0);
    }

    private ScalarType ImplicitType(Scalar scalar) => scalar switch
    {
        // A lone "!" asks for what the text looks like, even in quotes; without any text it is empty text. That is what PyYAML makes of it.
        { Tag.IsNonSpecific: true } => scalar is { Value: "", Style: ScalarStyle.Plain } ? ScalarType.Text : resolve(scalar.Value),
        _ => scalar.Style is ScalarStyle.Plain ? resolve(scalar.Value) : ScalarType.Text,
    };

    private ScalarType TaggedType(string tag, SourceSpan span, Func<string> path)
    {
        if (ScalarTags.TypeOf(tag) is { } type)
        {
            return type;
        }

        diagnostics.AddError(YamlDiagnosticCodes.UnknownTag, CollectionTags.DescribeScalar(tag), span, path);
        return ScalarType.Text;
    }
}
