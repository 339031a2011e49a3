using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Makes declarations of the entries of <c>event_sinks</c>, and reports those that are none; their options are not looked at.</summary>
internal sealed class SinkSectionReader(string file, ReadingErrors errors, DiagnosticList diagnostics)
{
    public IReadOnlyList<SinkDeclaration> Read(YamlList section)
    {
        var declarations = new List<SinkDeclaration>(section.Items.Count);
        for (var i = 0; i < section.Items.Count && !diagnostics.IsFull(file); i++)
        {
            if (!errors.Include(section.Items[i]) && ReadDeclaration(section.Items[i], i) is { } declaration)
            {
                declarations.Add(declaration);
            }
        }

        return declarations;
    }

    public SinkDeclaration? ReadDeclaration(YamlValue entry, int index)
    {
        var path = YamlPath.Append(EnvironmentSections.EventSinks, index);
        if (entry is not YamlMap map)
        {
            Report(
                EnvironmentDiagnosticCodes.SinkNotAMap,
                $"expected a map with a \"type\", but found {entry.KindName}; write \"- type: zaqar-queue\" and the options below it",
                entry.Span,
                path);
            return null;
        }

        if (map.Find(SinkDeclaration.TypeKey) is not { } type)
        {
            const string message = "the sink has no \"type\", which says what kind of sink it is";
            Report(EnvironmentDiagnosticCodes.SinkTypeMissing, message, map.Span, path);
            return null;
        }

        if (type.Value is YamlText { Value.Length: > 0 } text)
        {
            return new SinkDeclaration(map, text, file, index);
        }

        if (errors.Include(type.Value))
        {
            return null;
        }

        var found = type.Value is YamlText ? "empty text" : type.Value.KindName;
        Report(
            EnvironmentDiagnosticCodes.SinkTypeInvalid,
            $"expected the name of a sink type, but found {found}",
            type.Value.Span,
            YamlPath.Append(path, SinkDeclaration.TypeKey));
        return null;
    }

    private void Report(string code, string message, SourceSpan span, string path) =>
        diagnostics.Add(Diagnostic.Error(code, message, file, span, path));
}
