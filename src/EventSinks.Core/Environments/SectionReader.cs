using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Makes sections of a document, and reports everything that is wrong with them, in Heat's words where it has some.</summary>
internal sealed class SectionReader(string file, ReadingErrors errors, DiagnosticList diagnostics)
{
    public IReadOnlyDictionary<string, YamlValue> Read(YamlValue document)
    {
        var sections = new Dictionary<string, YamlValue>(StringComparer.Ordinal);
        if (document is not (YamlMap or YamlNull) && !errors.Include(document))
        {
            var hint = $"(It is {document.KindName}; a section is written \"event_sinks:\".)";
            var message = $"The environment is not a valid YAML mapping data type. {hint}";
            diagnostics.Add(Diagnostic.Error(EnvironmentDiagnosticCodes.NotAMap, message, file, document.Span));
        }

        foreach (var entry in (document as YamlMap)?.Entries ?? [])
        {
            if (diagnostics.IsFull(file))
            {
                break;
            }

            if (ReadSection(entry) is { } section)
            {
                sections[entry.Name!] = section;
            }
        }

        return sections;
    }

    private YamlValue? ReadSection(YamlMapEntry entry)
    {
        // Heat prints a key of any kind with "%s", so that "yes:" is the section "True".
        var name = entry.Key.ToPythonString();
        if (entry.Name is null || !EnvironmentSections.All.Contains(name, StringComparer.Ordinal))
        {
            var hint = DidYouMean.Hint(name, EnvironmentSections.All);
            var message = $"environment has wrong section \"{ShortText.Of(name)}\"; {hint}";
            Error(EnvironmentDiagnosticCodes.WrongSection, message, entry.Key.Span, name);
            return null;
        }

        return entry.Value switch
        {
            _ when errors.Include(entry.Value) => null,
            YamlNull => ReportEmpty(entry, name),
            YamlList list when EnvironmentSections.IsList(name) => Checked(list, name),
            YamlMap map when !EnvironmentSections.IsList(name) => Checked(map, name),
            _ => ReportWrongType(entry.Value, name),
        };
    }

    private YamlValue Checked(YamlValue section, string name)
    {
        new BytesAreRefused(file, diagnostics).Check(section, name);
        return section;
    }

    private YamlValue? ReportEmpty(YamlMapEntry entry, string name)
    {
        var example = EnvironmentSections.IsList(name) ? "[]" : "{}";
        Error(
            EnvironmentDiagnosticCodes.EmptySection,
            $"environment has empty section \"{name}\"; leave it out, or write {name}: {example}",
            entry.Span,
            name);
        return null;
    }

    private YamlValue? ReportWrongType(YamlValue value, string name)
    {
        var expected = EnvironmentSections.IsList(name) ? "a list" : "a map";
        if (PythonTruth.IsFalse(value))
        {
            diagnostics.Add(Diagnostic.Warning(
                EnvironmentDiagnosticCodes.IgnoredSectionValue,
                $"section \"{name}\" is {expected}, but {value} is found here; it counts as empty, as in Heat",
                file,
                value.Span,
                name));
            return null;
        }

        var hint = name is EnvironmentSections.EventSinks && value is YamlMap ? "; start each sink with a dash: \"- type: ...\"" : "";
        var message = $"section \"{name}\" is {expected}, but {value.KindName} is found here{hint}";
        Error(EnvironmentDiagnosticCodes.WrongSectionType, message, value.Span, name);
        return null;
    }

    private void Error(string code, string message, SourceSpan span, string name) =>
        diagnostics.Add(Diagnostic.Error(code, message, file, span, YamlPath.Append("", name)));
}
