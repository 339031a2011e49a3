using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using EventSinks.Environments;
using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>
/// Reads the options of one declaration, each on its own, so that every mistake is reported at its place: unknown keys, missing ones,
/// wrong kinds, values out of range.
/// </summary>
internal sealed class OptionsReader(OptionsShape shape, SinkDeclaration declaration, List<Diagnostic> diagnostics)
{
    private readonly StringBuilder _json = new("{");
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>Reads the options.</summary>
    /// <returns>The options as JSON, of which an instance can be made; null if there was an error.</returns>
    public string? Read()
    {
        var errorsBefore = diagnostics.Count(static diagnostic => diagnostic.IsError);
        foreach (var entry in declaration.Options)
        {
            ReadEntry(entry);
        }

        foreach (var missing in shape.Properties.Where(property => property.IsRequired && !_given.Contains(property.Key)))
        {
            Add(Diagnostic.Error, BindingDiagnosticCodes.MissingOption, $"option \"{missing.Key}\" is missing; {declaration.Type} needs {missing.KindName} there", declaration.Span, missing.Key);
        }

        return diagnostics.Count(static diagnostic => diagnostic.IsError) == errorsBefore ? _json.Append('}').ToString() : null;
    }

    private void ReadEntry(YamlMapEntry entry)
    {
        var key = entry.Name ?? entry.Key.ToPythonString();
        if (CommonKeys.Includes(key))
        {
            return;
        }

        if (shape.Find(key) is not { } property)
        {
            if (shape.TakesOthers)
            {
                WriteOther(key, entry.Value);
                return;
            }

            string[] known = [.. shape.Properties.Select(static each => each.Key), .. CommonKeys.Optional];
            Add(Diagnostic.Error, BindingDiagnosticCodes.UnknownOption, $"{declaration.Type} has no option \"{ShortText.Of(key)}\"; {DidYouMean.Hint(key, known)}", entry.Key.Span, key);
            return;
        }

        // As in Heat, null is the same as saying nothing.
        if (entry.Value is YamlNull)
        {
            return;
        }

        _given.Add(key);
        if (ToJson(property, entry.Value) is { } json && Check(property, json, entry.Value))
        {
            Write(key, json);
        }
    }

    // Nothing is known of it; only what null means is the same for all options.
    private void WriteOther(string key, YamlValue value)
    {
        if (value is not YamlNull)
        {
            Write(key, YamlJsonWriter.Write(value));
        }
    }

    private void Write(string key, string json) =>
        _json.Append(_json.Length > 1 ? "," : "").Append(YamlJsonWriter.Quote(key)).Append(':').Append(json);

    // The value as JSON; null if it is of the wrong kind.
    private string? ToJson(OptionProperty property, YamlValue value)
    {
        if (property.Type == typeof(string) && value is YamlScalar and not YamlText and not YamlBytes)
        {
            var text = ((YamlScalar)value).ToPythonString();
            var said = property.IsSecret ? $"{value.KindName} is taken as text" : $"{value.KindName} is taken as the text {KeyReader.Quote(text)}";
            Add(Diagnostic.Warning, BindingDiagnosticCodes.TakenAsText, $"{property.Key}: {said}, as Heat does; put it in quotes to say so", value.Span, property.Key);
            return YamlJsonWriter.Quote(text);
        }

        // JSON would let a number with a fraction of zero pass as a whole one; Zaqar, for one, does not.
        var isWrong = value is YamlBytes || (property.IsWholeNumber && value is not YamlInteger);
        if (isWrong)
        {
            AddWrongType(property, value);
            return null;
        }

        return YamlJsonWriter.Write(value);
    }

    private bool Check(OptionProperty property, string json, YamlValue value)
    {
        object? read;
        try
        {
            read = shape.ReadValue(property, json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException)
        {
            if (property.IsWholeNumber && value is YamlInteger)
            {
                // Too large for the property, so certainly out of any range that it names.
                var range = property.Rules.OfType<RangeAttribute>().FirstOrDefault();
                AddInvalid(property, range?.FormatErrorMessage(property.Key) ?? $"{property.Key} is too large a number.", value);
            }
            else
            {
                AddWrongType(property, value);
            }

            return false;
        }

        var results = new List<ValidationResult>();
        var context = new ValidationContext(read ?? new object()) { MemberName = property.Key, DisplayName = property.Key };
        if (Validator.TryValidateValue(read, context, results, property.Rules))
        {
            return true;
        }

        foreach (var result in results)
        {
            AddInvalid(property, result.ErrorMessage ?? $"{property.Key} is not valid.", value);
        }

        return false;
    }

    private void AddWrongType(OptionProperty property, YamlValue value)
    {
        var found = property.IsSecret || value is not YamlScalar scalar ? value.KindName : $"{value.KindName} {Shown(scalar)}";
        Add(Diagnostic.Error, BindingDiagnosticCodes.WrongOptionType, $"{property.Key} is {property.KindName}, but found {found}", value.Span, property.Key);
    }

    private void AddInvalid(OptionProperty property, string message, YamlValue value)
    {
        var found = property.IsSecret || value is not YamlScalar scalar ? "" : $" Found {Shown(scalar)}.";
        Add(Diagnostic.Error, BindingDiagnosticCodes.InvalidOption, message + found, value.Span, property.Key);
    }

    private static string Shown(YamlScalar scalar) =>
        scalar is YamlText text ? KeyReader.Quote(text.Value) : ShortText.Of(scalar.ToPythonString());

    private void Add(
        Func<string, string, string, SourceSpan, string, Diagnostic> make, string code, string message, SourceSpan span, string key) =>
        diagnostics.Add(make(code, message, declaration.File, span, YamlPath.Append(declaration.Path, key)));
}
