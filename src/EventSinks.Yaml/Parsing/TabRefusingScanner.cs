using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace EventSinks.Yaml.Parsing;

/// <summary>YamlDotNet's scanner, made to refuse what libyaml refuses: tabs before anything that could be a key, outside brackets.</summary>
/// <param name="text">The whole text.</param>
/// <param name="scanner">Its scanner.</param>
internal sealed class TabRefusingScanner(string text, IScanner scanner) : IScanner
{
    private Token? _lastSeen;

    // What stands before this index has been looked at.
    private int _checkedTo;
    private int _flowLevel;
    private int _blockLevel;

    // Whether a key may start here; at the start of a line one always may.
    private bool _keyMayStart = true;

    // A plain scalar takes the blank lines below it along; in them only a tab that stands left of the block is one too many.
    private bool _isAfterPlain;

    /// <inheritdoc/>
    public Mark CurrentPosition => scanner.CurrentPosition;

    /// <inheritdoc/>
    public Token? Current => scanner.Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        var hasToken = scanner.MoveNext();
        CheckCurrent();
        return hasToken;
    }

    /// <inheritdoc/>
    public bool MoveNextWithoutConsuming()
    {
        var hasToken = scanner.MoveNextWithoutConsuming();
        CheckCurrent();
        return hasToken;
    }

    /// <inheritdoc/>
    public void ConsumeCurrent() => scanner.ConsumeCurrent();

    private void CheckCurrent()
    {
        if (scanner.Current is not { } token || ReferenceEquals(token, _lastSeen))
        {
            return;
        }

        _lastSeen = token;
        CheckGap(token.Start);
        _checkedTo = Math.Max(_checkedTo, (int)token.End.Index);
        Note(token);
    }

    private void CheckGap(Mark end)
    {
        var isComment = false;
        for (var i = _checkedTo; i < end.Index && _flowLevel == 0; i++)
        {
            switch (text[i])
            {
                case '\n' or '\r':
                    isComment = false;
                    _keyMayStart = true;
                    break;
                case '#':
                    isComment = true;
                    _isAfterPlain = false;
                    break;
                case '\t' when _keyMayStart && !isComment && (!_isAfterPlain || (_blockLevel > 0 && IsLineStart(i))):
                    throw new TabIndentationException(i);
            }
        }
    }

    private bool IsLineStart(int index) => index == 0 || text[index - 1] is '\n' or '\r';

    private void Note(Token token)
    {
        switch (token)
        {
            case FlowSequenceStart or FlowMappingStart:
                _flowLevel++;
                break;
            case FlowSequenceEnd or FlowMappingEnd:
                _flowLevel--;
                break;

            // These stand for a change of indentation and are nowhere in the text.
            case BlockMappingStart or BlockSequenceStart:
                _blockLevel++;
                return;
            case BlockEnd:
                _blockLevel--;
                return;
        }

        _isAfterPlain = token is Scalar { Style: ScalarStyle.Plain };
        _keyMayStart = token
            is StreamStart or BlockEntry or Key or DocumentStart
            or Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded };
    }
}
