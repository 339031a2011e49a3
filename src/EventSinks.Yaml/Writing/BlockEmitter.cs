using System.Runtime.CompilerServices;
using System.Text;

namespace EventSinks.Yaml.Writing;

/// <summary>Writes lists and maps as blocks, one line after the other into one text.</summary>
/// <param name="yaml">Where to write.</param>
internal sealed class BlockEmitter(StringBuilder yaml)
{
    // How far each level stands to the right of the one around it.
    private const int Step = 2;

    // A reader looks for a key's colon in the first 1,024 characters only; a longer key says itself that it is one.
    private const int LongestSimpleKey = 1_000;

    public void WriteDocument(YamlValue value)
    {
        if (value is YamlScalar scalar)
        {
            WriteScalar(scalar, Step);
        }
        else
        {
            WriteHere(value, 0);
        }
    }

    // The line is open, at the column where a block may start: a list in a list shares its line.
    private void WriteHere(YamlValue value, int column)
    {
        // Values made in code may be nested deeper than what was read from a text.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case YamlList { Items.Count: > 0 } list:
                WriteItems(list, column);
                break;
            case YamlMap { Entries.Count: > 0 } map:
                WriteEntries(map, column);
                break;
            case YamlScalar scalar:
                WriteScalar(scalar, column);
                break;
            default:
                yaml.Append(value is YamlList ? "[]\n" : "{}\n");
                break;
        }
    }

    private void WriteItems(YamlList list, int column)
    {
        for (var i = 0; i < list.Items.Count; i++)
        {
            Indent(i == 0 ? 0 : column);
            yaml.Append("- ");
            WriteHere(list.Items[i], column + Step);
        }
    }

    private void WriteEntries(YamlMap map, int column)
    {
        for (var i = 0; i < map.Entries.Count; i++)
        {
            Indent(i == 0 ? 0 : column);
            WriteKey(map.Entries[i].Key, column);
            WriteBelow(map.Entries[i].Value, column + Step);
        }
    }

    private void WriteKey(YamlScalar key, int column)
    {
        var written = ScalarText.Of(key);
        if (written.Length <= LongestSimpleKey)
        {
            yaml.Append(written).Append(':');
            return;
        }

        yaml.Append("? ").Append(written).Append('\n');
        Indent(column);
        yaml.Append(':');
    }

    // After a key: a block starts in a line of its own.
    private void WriteBelow(YamlValue value, int column)
    {
        if (value is YamlList { Items.Count: > 0 } or YamlMap { Entries.Count: > 0 })
        {
            yaml.Append('\n');
            Indent(column);
        }
        else
        {
            yaml.Append(' ');
        }

        WriteHere(value, column);
    }

    private void WriteScalar(YamlScalar scalar, int column)
    {
        if (scalar is YamlText text && LiteralText.CanHold(text.Value))
        {
            LiteralText.Append(yaml, text.Value, column, Step);
        }
        else
        {
            yaml.Append(ScalarText.Of(scalar)).Append('\n');
        }
    }

    private void Indent(int column) => yaml.Append(' ', column);
}
