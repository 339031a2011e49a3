using System.Runtime.CompilerServices;
using System.Text;

namespace EventSinks.Yaml.Json;

/// <summary>Writes one value after the other into one text.</summary>
/// <param name="json">Where to write.</param>
/// <param name="isIndented">Whether lists and maps take a line for each of their values.</param>
/// <param name="showsBytes">Whether bytes are described rather than refused.</param>
internal sealed class JsonEmitter(StringBuilder json, bool isIndented, bool showsBytes)
{
    private int _depth;

    public void Write(YamlValue value)
    {
        switch (value)
        {
            case YamlList list:
                WriteAll('[', list.Items, Write, ']');
                break;
            case YamlMap map:
                WriteAll('{', map.Entries, WriteEntry, '}');
                break;
            case YamlText text:
                JsonText.AppendQuoted(json, text.Value);
                break;
            case YamlScalar scalar:
                json.Append(Literal(scalar));
                break;
        }
    }

    private void WriteEntry(YamlMapEntry entry)
    {
        JsonText.AppendQuoted(json, entry.Key is YamlText text ? text.Value : Literal(entry.Key)).Append(": ");
        Write(entry.Value);
    }

    private string Literal(YamlScalar scalar) => scalar switch
    {
        YamlNull => "null",
        YamlBool boolean => boolean.Value ? "true" : "false",
        YamlFloat number when double.IsNaN(number.Value) => "NaN",
        YamlFloat number when double.IsInfinity(number.Value) => number.Value > 0 ? "Infinity" : "-Infinity",
        YamlBytes when !showsBytes => throw new NotSupportedException($"JSON has no bytes; they are at {scalar.Span}."),
        _ => scalar.ToPythonString(),
    };

    private void WriteAll<T>(char open, IReadOnlyList<T> items, Action<T> write, char close)
    {
        // Values made in code may be nested deeper than what was read from a text.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        json.Append(open);
        _depth++;
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                json.Append(isIndented ? "," : ", ");
            }

            StartLine();
            write(items[i]);
        }

        _depth--;
        if (items.Count > 0)
        {
            StartLine();
        }

        json.Append(close);
    }

    private void StartLine()
    {
        if (isIndented)
        {
            json.Append('\n').Append(' ', _depth * 2);
        }
    }
}
