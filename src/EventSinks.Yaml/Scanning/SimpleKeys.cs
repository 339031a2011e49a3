
namespace EventSinks.Yaml.Scanning;

/// <summary>Where keys may have started: at most one place at each level of brackets, and one outside of them.</summary>
/// <param name="cursor">The place.</param>
/// <param name="allowsLongKeys">Whether a key in double quotes may be of any length, as in JSON. It is one token, so there is nothing to keep.</param>
internal sealed class SimpleKeys(TextCursor cursor, bool allowsLongKeys)
{
    private readonly List<SimpleKey> _keys = [default];

    // Below this level nothing can become a key any more. Looking at each level for each token would take time as the square of the depth.
    private int _firstFresh;

    /// <summary>Gets how many brackets are open.</summary>
    public int FlowLevel => _keys.Count - 1;

    /// <summary>Remembers that a key may start here.</summary>
    public void Save(bool isRequired, long tokenNumber)
    {
        Remove();
        var maxLength = allowsLongKeys && cursor.Current is '"' ? int.MaxValue : SimpleKey.MaxLengthInYaml;
        _keys[^1] = new SimpleKey(true, isRequired, tokenNumber, cursor.Characters, cursor.Mark, maxLength);
        _firstFresh = Math.Min(_firstFresh, FlowLevel);
    }

    /// <summary>Forgets the place of the innermost level.</summary>
    /// <exception cref="ScanException">Only a key could have stood there.</exception>
    public void Remove()
    {
        ThrowIfRequired(_keys[^1]);
        _keys[^1] = default;
    }

    /// <summary>Takes the place of the innermost level, to make a key of it.</summary>
    public SimpleKey? Take()
    {
        var key = _keys[^1];
        if (!key.IsPossible || key.IsStaleAt(cursor))
        {
            return null;
        }

        _keys[^1] = default;
        return key;
    }

    public void Open() => _keys.Add(default);

    public void Close()
    {
        _keys.RemoveAt(FlowLevel);
        _firstFresh = Math.Min(_firstFresh, FlowLevel);
    }

    /// <summary>Forgets the places from which it has become too far to a colon.</summary>
    /// <exception cref="ScanException">Only a key could have stood there.</exception>
    public void DropStale()
    {
        // Only outside brackets must something be a key.
        var outermost = _keys[0];
        if (outermost.IsPossible && outermost.IsStaleAt(cursor))
        {
            ThrowIfRequired(outermost);
            _keys[0] = default;
        }
    }

    /// <summary>Says whether a token may yet turn out to start a key, so that it cannot be handed out.</summary>
    public bool MayStartAt(long tokenNumber)
    {
        while (_firstFresh < FlowLevel && (!_keys[_firstFresh].IsPossible || _keys[_firstFresh].IsStaleAt(cursor)))
        {
            _firstFresh++;
        }

        var first = _keys[_firstFresh];
        return first.IsPossible && first.TokenNumber == tokenNumber && !first.IsStaleAt(cursor);
    }

    private static void ThrowIfRequired(in SimpleKey key)
    {
        if (key is { IsPossible: true, IsRequired: true })
        {
            throw new ScanException(key.Start, key.Start, "could not find expected ':': a key needs a colon and a space behind it on its line; indent the line if it goes on with the one above");
        }
    }
}
