using System.Text;

namespace EventSinks.Yaml.Scanning;

/// <summary>Line ends between two words of a scalar: one is a space, more are one less.</summary>
internal struct Folding
{
    private char _first;
    private StringBuilder? _others;

    /// <summary>Gets a value indicating whether there is a line end.</summary>
    public readonly bool HasBreak => _first != '\0';

    /// <summary>Takes a line end.</summary>
    public void Add(char lineEnd)
    {
        if (HasBreak)
        {
            (_others ??= new StringBuilder()).Append(lineEnd);
        }
        else
        {
            _first = lineEnd;
        }
    }

    /// <summary>Takes a line end that a backslash hides: it stands for nothing, the ones after it for themselves.</summary>
    public void AddOther(char lineEnd) => (_others ??= new StringBuilder()).Append(lineEnd);

    /// <summary>Writes what the line ends stand for.</summary>
    public readonly void AppendTo(StringBuilder text)
    {
        if (_first is '\n' && _others is null)
        {
            text.Append(' ');
            return;
        }

        // The two Unicode separators stay.
        if (_first is not ('\n' or '\0'))
        {
            text.Append(_first);
        }

        text.Append(_others);
    }
}
