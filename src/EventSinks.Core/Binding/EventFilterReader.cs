using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>Reads <c>events</c>, the choice of what is sent.</summary>
internal sealed class EventFilterReader(KeyReader keys)
{
    private const string Actions = "actions";
    private const string Statuses = "statuses";
    private const string ResourceTypes = "resource_types";
    private const string Level = "level";
    private const string Nested = "nested";

    // Each event is held against each of them, on the one thread that serves all stacks.
    private const int MaxEntries = 64;
    private const int MaxLength = 255;

    private static readonly string[] KnownActions =
        ["CREATE", "DELETE", "UPDATE", "ROLLBACK", "SUSPEND", "RESUME", "ADOPT", "SNAPSHOT", "CHECK", "RESTORE", "INIT", "SIGNAL"];

    private static readonly string[] KnownStatuses = ["IN_PROGRESS", "COMPLETE", "FAILED"];

    private static readonly (string, EventLevel)[] Levels =
        [("all", EventLevel.All), ("stack", EventLevel.Stack), ("resource", EventLevel.Resource)];

    /// <summary>Gets the keys that it may have.</summary>
    public static IReadOnlyList<string> Keys { get; } = [Actions, Statuses, ResourceTypes, Level, Nested];

    /// <summary>Reads the map.</summary>
    /// <returns>The filter; without meaning if there was an error.</returns>
    public EventFilter Read()
    {
        keys.RefuseUnknownKeys(CommonKeys.Events, Keys);
        return new EventFilter
        {
            Actions = ReadWords(Actions, "action", KnownActions),
            Statuses = ReadWords(Statuses, "status", KnownStatuses),
            ResourceTypes = ReadEntries(ResourceTypes, "resource types")?.Select(static text => new WildcardPattern(text.Value)).ToArray(),
            Level = keys.ReadChoice(Level, Levels),
            IncludesNested = keys.ReadBool(Nested, whenLeftOut: true),
        };
    }

    // A word that Heat does not know is no mistake for certain: an engine may have actions of its own.
    private string[]? ReadWords(string key, string kind, string[] known)
    {
        var texts = ReadEntries(key, key);
        foreach (var text in texts ?? [])
        {
            if (!known.Contains(text.Value, StringComparer.OrdinalIgnoreCase))
            {
                keys.AddWarning(
                    BindingDiagnosticCodes.UnknownEventWord,
                    $"Heat has no {kind} {KeyReader.Quote(text.Value)}; {DidYouMean.Hint(text.Value, known)}",
                    text.Span,
                    key);
            }
        }

        return texts?.Select(static text => text.Value).ToArray();
    }

    private IReadOnlyList<YamlText>? ReadEntries(string key, string wanted)
    {
        if (keys.ReadTexts(key, wanted) is not { } texts)
        {
            return null;
        }

        var isRight = true;
        if (texts.Count == 0)
        {
            Refuse(BindingDiagnosticCodes.EmptyEventsList, $"an empty list of {wanted} would send nothing; leave {key} out to send all, or write \"enabled: false\" to send nothing");
        }
        else if (texts.Count > MaxEntries)
        {
            Refuse(BindingDiagnosticCodes.InvalidEventsEntry, $"{key} has at most {MaxEntries} entries, but found {texts.Count}");
        }

        foreach (var text in texts.Where(static text => text.Value.Length is 0 or > MaxLength))
        {
            Refuse(BindingDiagnosticCodes.InvalidEventsEntry, $"an entry of {key} has 1 to {MaxLength} characters, but found {text.Value.Length}", text);
        }

        return isRight ? texts : null;

        void Refuse(string code, string message, YamlText? entry = null)
        {
            isRight = false;
            keys.AddError(code, message, (entry ?? keys.Find(key)!).Span, key);
        }
    }
}
