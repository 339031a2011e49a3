using YamlDotNet.Core.Tokens;

namespace EventSinks.Yaml.Scanning;

/// <summary>Tokens that are scanned and not yet handed out. Each has a number, counted from 0, by which one can be put before it.</summary>
internal sealed class TokenQueue
{
    // Taking from the front of a list costs as much as the list is long, so it is done once for many.
    private const int Compacted = 4096;

    private readonly List<Token> _tokens = [];
    private int _first;

    /// <summary>Gets the number of the token that is handed out next.</summary>
    public long FirstNumber { get; private set; }

    /// <summary>Gets the number of the token that is added next.</summary>
    public long NextNumber => FirstNumber + _tokens.Count - _first;

    public bool IsEmpty => _first == _tokens.Count;

    public void Add(Token token) => _tokens.Add(token);

    public void InsertBefore(long number, Token token) => _tokens.Insert(_first + (int)(number - FirstNumber), token);

    public Token Take()
    {
        var token = _tokens[_first++];
        FirstNumber++;
        if (IsEmpty || _first >= Compacted)
        {
            _tokens.RemoveRange(0, _first);
            _first = 0;
        }

        return token;
    }
}
