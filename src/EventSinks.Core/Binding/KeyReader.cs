using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>
/// Reads values of a map that are no options of a sink type, and reports each that is wrong at its place. As with options, null is the same
/// as saying nothing.
/// </summary>
internal sealed class KeyReader(YamlMap map, string path, string file, List<Diagnostic> diagnostics)
{
    /// <summary>Shows a value in a message.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its kind, and the value itself if it is none that goes on and on.</returns>
    public static string Shown(YamlValue value) => value switch
    {
        YamlText text => $"text {Quote(text.Value)}",
        YamlNull or YamlBytes or not YamlScalar => value.KindName,
        YamlScalar scalar => $"{value.KindName} {ShortText.Of(scalar.ToPythonString())}",
    };

    public static string Quote(string text) => YamlJsonWriter.Quote(ShortText.Of(text));

    public YamlValue? Find(string key) => map.Find(key)?.Value is { } value and not YamlNull ? value : null;

    public bool ReadBool(string key, bool whenLeftOut)
    {
        switch (Find(key))
        {
            case null:
                return whenLeftOut;
            case YamlBool value:
                return value.Value;
            case var value:
                AddWrongKind(key, "true or false", value);
                return whenLeftOut;
        }
    }

    /// <summary>Reads one of a few words.</summary>
    /// <typeparam name="T">What the words stand for.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="choices">The words; the first is what leaving it out means.</param>
    /// <returns>What was chosen.</returns>
    public T ReadChoice<T>(string key, IReadOnlyList<(string Word, T Meaning)> choices)
    {
        switch (Find(key))
        {
            case null:
                break;
            case YamlText text:
                foreach (var (word, meaning) in choices)
                {
                    if (word == text.Value)
                    {
                        return meaning;
                    }
                }

                var hint = DidYouMean.Hint(text.Value, [.. choices.Select(static choice => choice.Word)]);
                AddError(BindingDiagnosticCodes.UnknownChoice, $"{key} cannot be {Quote(text.Value)}; {hint}", text.Span, key);
                break;
            case var value:
                AddWrongKind(key, string.Join(" or ", choices.Select(static choice => $"\"{choice.Word}\"")), value);
                break;
        }

        return choices[0].Meaning;
    }

    /// <summary>Reads a list of texts; one text alone is a list of one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="wanted">What it is a list of, for example <c>actions</c>.</param>
    /// <returns>The texts; null if the key is left out, or if something is wrong with it.</returns>
    public IReadOnlyList<YamlText>? ReadTexts(string key, string wanted)
    {
        if (Find(key) is not { } value)
        {
            return null;
        }

        if (value is not YamlList list)
        {
            return ReadText(key, wanted, value) is { } single ? [single] : null;
        }

        var texts = list.Items.Select(item => ReadText(key, wanted, item)).OfType<YamlText>().ToArray();
        return texts.Length == list.Items.Count ? texts : null;
    }

    public void RefuseUnknownKeys(string owner, IReadOnlyList<string> known)
    {
        foreach (var entry in map.Entries.Where(entry => entry.Name is not { } name || !known.Contains(name)))
        {
            var key = entry.Name ?? entry.Key.ToPythonString();
            AddError(BindingDiagnosticCodes.UnknownEventsKey, $"{owner} has no key {Quote(key)}; {DidYouMean.Hint(key, known)}", entry.Key.Span, key);
        }
    }

    public void AddWrongKind(string key, string wanted, YamlValue found, string advice = "") =>
        AddError(BindingDiagnosticCodes.WrongOptionType, $"{key} is {wanted}, but found {Shown(found)}{advice}", found.Span, key);

    public void AddError(string code, string message, SourceSpan span, string key) =>
        diagnostics.Add(Diagnostic.Error(code, message, file, span, YamlPath.Append(path, key)));

    public void AddWarning(string code, string message, SourceSpan span, string key) =>
        diagnostics.Add(Diagnostic.Warning(code, message, file, span, YamlPath.Append(path, key)));

    // yes, 12 and null are no texts; Heat does not know these keys, so there is nothing to be as lenient for as with options.
    private YamlText? ReadText(string key, string wanted, YamlValue value)
    {
        if (value is YamlText text)
        {
            return text;
        }

        AddWrongKind(key, $"a list of {wanted}", value, value is YamlScalar and not YamlNull ? "; put it in quotes if it is meant as text" : "");
        return null;
    }
}
