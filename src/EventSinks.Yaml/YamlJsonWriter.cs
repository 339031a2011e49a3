using System.Text;
using EventSinks.Yaml.Json;

namespace EventSinks.Yaml;

/// <summary>Writes values as JSON, letter for letter as Python's <c>json.dumps</c> does.</summary>
public static class YamlJsonWriter
{
    /// <summary>Writes a value as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indented">True for people: a line for each value, as <c>json.dumps(indent=2)</c>. False for one line.</param>
    /// <returns>JSON in ASCII. NaN and infinities stand as Python writes them, which strict JSON does not know.</returns>
    /// <exception cref="NotSupportedException">There are bytes in the value.</exception>
    /// <exception cref="InsufficientExecutionStackException">
    /// The value was made in code, and is nested far deeper than any that is read from a text.
    /// </exception>
    public static string Write(YamlValue value, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        var json = new StringBuilder();
        new JsonEmitter(json, indented, showsBytes: false).Write(value);
        return json.ToString();
    }

    /// <summary>Writes a text as a JSON string.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text in double quotes.</returns>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return JsonText.AppendQuoted(new StringBuilder(text.Length + 2), text).ToString();
    }

    // For debuggers and messages, which must not throw.
    internal static string Describe(YamlValue value)
    {
        var json = new StringBuilder();
        try
        {
            new JsonEmitter(json, isIndented: false, showsBytes: true).Write(value);
        }
        catch (InsufficientExecutionStackException)
        {
            json.Append('…');
        }

        return json.ToString();
    }
}
