using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>Reads the keys of a declaration that are common to all sinks, and reports every mistake in them at its place.</summary>
internal sealed class CommonKeysReader(SinkDeclaration declaration, List<Diagnostic> diagnostics)
{
    private static readonly (string, EventFormat)[] Formats =
        [("heat", EventFormat.Heat), ("heat-extended", EventFormat.HeatExtended), ("cloudevents", EventFormat.CloudEvents)];

    private static readonly (string, bool)[] SendsProperties = [("all", true), ("none", false)];

    private readonly KeyReader _keys = new(declaration.Map, declaration.Path, declaration.File, diagnostics);

    public CommonOptions Read() => new()
    {
        Name = ReadName(),
        IsEnabled = _keys.ReadBool(CommonKeys.Enabled, whenLeftOut: true),
        Events = ReadEvents(),
        Format = _keys.ReadChoice(CommonKeys.Format, Formats),
        SendsProperties = _keys.ReadChoice(CommonKeys.Properties, SendsProperties),
        MaxAge = ReadMaxAge(),
    };

    private YamlText? ReadName()
    {
        switch (_keys.Find(CommonKeys.Name))
        {
            case null:
                return null;
            case YamlText { Value.Length: > 0 and <= 255 } name:
                return name;
            case var value:
                _keys.AddWrongKind(CommonKeys.Name, "text of 1 to 255 characters", value);
                return null;
        }
    }

    private EventFilter? ReadEvents()
    {
        switch (_keys.Find(CommonKeys.Events))
        {
            case null:
                return null;
            case YamlMap map:
                return new EventFilterReader(new KeyReader(map, YamlPath.Append(declaration.Path, CommonKeys.Events), declaration.File, diagnostics)).Read();
            case var value:
                _keys.AddWrongKind(CommonKeys.Events, $"a map of {string.Join(", ", EventFilterReader.Keys)}", value, "; leave it out to send all events");
                return null;
        }
    }

    private TimeSpan? ReadMaxAge()
    {
        long? seconds;
        switch (_keys.Find(CommonKeys.MaxAge))
        {
            case null:
                return null;
            case YamlInteger number:
                seconds = number.TryGetInt64(out var written) ? written : null;
                break;
            case YamlText text:
                seconds = MaxAgeText.TryReadSeconds(text.Value);
                break;
            case var value:
                _keys.AddWrongKind(CommonKeys.MaxAge, $"{MaxAgeText.Form}", value);
                return null;
        }

        if (seconds is >= 1 and <= MaxAgeText.LongestSeconds)
        {
            return TimeSpan.FromSeconds(seconds.Value);
        }

        var wrong = (YamlScalar)_keys.Find(CommonKeys.MaxAge)!;
        _keys.AddError(
            BindingDiagnosticCodes.InvalidMaxAge,
            $"max_age is {MaxAgeText.Form}, from 1 second to {MaxAgeText.LongestDays} days, but found {KeyReader.Shown(wrong)}",
            wrong.Span,
            CommonKeys.MaxAge);
        return null;
    }
}
