using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace EventSinks.Yaml.Scanning;

/// <summary>Makes the tokens that are indicators or stand for indentation, and knows where a key may be.</summary>
/// <param name="cursor">The place.</param>
/// <param name="allowsLongKeys">Whether a key in double quotes may be of any length.</param>
internal sealed class StructureTokens(TextCursor cursor, bool allowsLongKeys)
{
    private readonly TokenQueue _tokens = new();
    private readonly SimpleKeys _keys = new(cursor, allowsLongKeys);
    private readonly OpenIndents _open = new();
    private bool _hasDocument;

    // In brackets a value is complete, and only a comma, a colon or a bracket may follow. YamlDotNet's parser lets some others pass.
    private bool _hasFlowValue;

    // A text over several lines is no key, and where it starts tells more about a colon behind it than the colon does.
    private Token? _longScalar;

    // At the start of a line and after an indicator a key may start; in brackets that makes no difference.
    private bool _mayStartKey = true;

    /// <summary>Gets how far the innermost collection without brackets is indented, in characters; -1 if there is none.</summary>
    public int Indent => _open.Indent;

    public bool IsInFlow => _keys.FlowLevel > 0;

    public void Add(Token token)
    {
        _tokens.Add(token);
        _hasDocument |= token is not StreamStart;
        _longScalar = token is Scalar && token.Start.Line < token.End.Line ? token : null;
        _hasFlowValue = IsInFlow && token is Scalar or AnchorAlias or FlowSequenceEnd or FlowMappingEnd;
    }

    /// <summary>Says whether the next token is not known yet, or may turn out to be a key.</summary>
    public bool NeedsMoreTokens()
    {
        if (_tokens.IsEmpty)
        {
            return true;
        }

        _keys.DropStale();
        return _keys.MayStartAt(_tokens.FirstNumber);
    }

    public Token? TakeToken() => _tokens.IsEmpty ? null : _tokens.Take();

    public void GoToNextToken()
    {
        _mayStartKey = Gap.Skip(cursor, IsInFlow, _mayStartKey);
        _keys.DropStale();
        UnrollTo(cursor.Column);
    }

    public void AllowKey() => _mayStartKey = true;

    /// <summary>A scalar, or what may stand before a value, starts here: it may be a key.</summary>
    public void StartNode()
    {
        ThrowIfFlowValue();
        if (_mayStartKey)
        {
            _keys.Save(isRequired: !IsInFlow && Indent == cursor.Column, _tokens.NextNumber);
        }

        _mayStartKey = false;
    }

    public void StartBlockScalar()
    {
        _keys.Remove();
        _mayStartKey = true;
    }

    public void StartDirective() => EndBlocks();

    public void AddDocumentMarker()
    {
        EndBlocks();
        var isStart = cursor.Current is '-';
        if (!isStart && !_hasDocument)
        {
            throw new ScanException(cursor.Mark, cursor.Mark, "did not find expected node content: there is no document that \"...\" could end");
        }

        AddIndicator(isStart ? static (start, end) => new DocumentStart(start, end) : static (start, end) => new DocumentEnd(start, end), length: 3);
    }

    public void EndStream()
    {
        EndBlocks();
        Add(new StreamEnd(cursor.Mark, cursor.Mark));
    }

    public void OpenBracket()
    {
        StartNode();
        _keys.Open();
        _open.Enter(Indent, cursor.Mark);
        _mayStartKey = true;
        AddIndicator(cursor.Current is '[' ? static (start, end) => new FlowSequenceStart(start, end) : static (start, end) => new FlowMappingStart(start, end));
    }

    public void CloseBracket()
    {
        _keys.Remove();
        if (IsInFlow)
        {
            _keys.Close();
            _open.Leave();
        }

        _mayStartKey = false;
        AddIndicator(cursor.Current is ']' ? static (start, end) => new FlowSequenceEnd(start, end) : static (start, end) => new FlowMappingEnd(start, end));
    }

    public void AddFlowEntry()
    {
        _keys.Remove();
        _open.HasOpenKey = false;
        _mayStartKey = true;
        AddIndicator(static (start, end) => new FlowEntry(start, end));
    }

    public void AddBlockEntry()
    {
        // In brackets it is the parser that refuses it.
        if (!IsInFlow)
        {
            ThrowUnlessKeyMayStart("block sequence entries");
            RollTo(cursor.Column, _tokens.NextNumber, new BlockSequenceStart(cursor.Mark, cursor.Mark));
        }

        _keys.Remove();
        _mayStartKey = true;
        AddIndicator(static (start, end) => new BlockEntry(start, end));
    }

    public void AddKey()
    {
        ThrowIfFlowValue();
        if (!IsInFlow)
        {
            ThrowUnlessKeyMayStart("mapping keys");
            RollTo(cursor.Column, _tokens.NextNumber, new BlockMappingStart(cursor.Mark, cursor.Mark));
        }

        _keys.Remove();
        _open.HasOpenKey = true;
        _mayStartKey = !IsInFlow;
        AddIndicator(static (start, end) => new Key(start, end));
    }

    public void AddValue()
    {
        if (_keys.Take() is { } key)
        {
            _tokens.InsertBefore(key.TokenNumber, new Key(key.Start, key.Start));
            RollTo((int)key.Start.Column - 1, key.TokenNumber, new BlockMappingStart(key.Start, key.Start));
            _mayStartKey = false;
        }
        else
        {
            if (!IsInFlow)
            {
                ThrowUnlessKeyMayStart("mapping values");
            }

            ThrowUnlessKeyIsOpen();
            _mayStartKey = !IsInFlow;
        }

        _open.HasOpenKey = false;
        AddIndicator(static (start, end) => new Value(start, end));
    }

    private void EndBlocks()
    {
        UnrollTo(-1);
        _keys.Remove();
        _mayStartKey = false;
    }

    private void AddIndicator(Func<Mark, Mark, Token> make, int length = 1)
    {
        var start = cursor.Mark;
        cursor.Skip(length);
        Add(make(start, cursor.Mark));
    }

    private void RollTo(int column, long tokenNumber, Token start)
    {
        if (!IsInFlow && Indent < column)
        {
            _open.Enter(column);
            _tokens.InsertBefore(tokenNumber, start);
        }
    }

    private void UnrollTo(int column)
    {
        while (!IsInFlow && Indent > column)
        {
            Add(new BlockEnd(cursor.Mark, cursor.Mark));
            _open.Leave();
        }
    }

    // YamlDotNet's parser would take a colon without a key before it for an empty one. In brackets libyaml does, too, but after a value.
    private void ThrowUnlessKeyIsOpen()
    {
        var isOpen = IsInFlow ? _open.HasOpenKey || !_hasFlowValue : _open.HasOpenKey && Indent == cursor.Column;
        if (!isOpen)
        {
            throw IsInFlow
                ? MissesComma()
                : new ScanException(cursor.Mark, cursor.Mark, "did not find expected key: write it before the colon, on the same line");
        }
    }

    private void ThrowIfFlowValue()
    {
        if (_hasFlowValue)
        {
            throw MissesComma();
        }
    }

    private ScanException MissesComma() => new(
        cursor.Mark,
        cursor.Mark,
        $"did not find expected ',' or bracket: the one at {_open.Bracket?.Line}:{_open.Bracket?.Column} is still open here; a comma stands between the values in it");

    private void ThrowUnlessKeyMayStart(string what)
    {
        if (!_mayStartKey)
        {
            var reason = _longScalar is null
                ? "put them on a line of their own, or put quotes around the text"
                : "what stands before the colon goes over several lines; look at their indentation, and for # before a comment";
            throw new ScanException(_longScalar?.Start ?? cursor.Mark, cursor.Mark, $"{what} are not allowed in this context: {reason}");
        }
    }
}
