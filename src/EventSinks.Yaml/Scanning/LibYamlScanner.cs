using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace EventSinks.Yaml.Scanning;

/// <summary>
/// Makes tokens of a text by the rules of libyaml, the scanner below PyYAML and so below Heat. YamlDotNet's own follows YAML 1.2 in places:
/// see <c>docs/heat-compatibility.md</c>. Its time is linear in the length of the text.
/// </summary>
internal sealed class LibYamlScanner : IScanner
{
    private readonly TextCursor _cursor;
    private readonly StructureTokens _structure;
    private bool _hasStarted;
    private bool _hasEnded;

    /// <summary>Makes a scanner.</summary>
    /// <param name="text">The text; every character in it is one that YAML allows.</param>
    /// <param name="allowsLongKeys">Whether a key in double quotes may be of any length, as in JSON, but not in YAML.</param>
    public LibYamlScanner(string text, bool allowsLongKeys)
    {
        _cursor = new TextCursor(text);
        _structure = new StructureTokens(_cursor, allowsLongKeys);
    }

    /// <inheritdoc/>
    public Mark CurrentPosition => _cursor.Mark;

    /// <inheritdoc/>
    public Token? Current { get; private set; }

    /// <inheritdoc/>
    public bool MoveNext()
    {
        ConsumeCurrent();
        return MoveNextWithoutConsuming();
    }

    /// <inheritdoc/>
    public bool MoveNextWithoutConsuming()
    {
        while (!_hasEnded && _structure.NeedsMoreTokens())
        {
            FetchNext();
        }

        Current = _structure.TakeToken();
        return Current is not null;
    }

    /// <inheritdoc/>
    public void ConsumeCurrent() => Current = null;

    private void FetchNext()
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            _structure.Add(new StreamStart(_cursor.Mark, _cursor.Mark));
            return;
        }

        _structure.GoToNextToken();
        if (_cursor.IsAtEnd)
        {
            _hasEnded = true;
            _structure.EndStream();
        }
        else if (_cursor.Column == 0 && _cursor.Current is '%')
        {
            _structure.StartDirective();
            _structure.Add(new Directive(_cursor).Scan());
        }
        else if (_cursor.IsAtDocumentMarker)
        {
            _structure.AddDocumentMarker();
        }
        else if (!FetchIndicator(_cursor.Current))
        {
            FetchScalar(_cursor.Current);
        }
    }

    private bool FetchIndicator(char letter)
    {
        switch (letter)
        {
            case '[' or '{':
                _structure.OpenBracket();
                return true;
            case ']' or '}':
                _structure.CloseBracket();
                return true;
            case ',':
                _structure.AddFlowEntry();
                return true;
            case '-' when Letter.IsBlankOrEnd(_cursor.Peek(1)):
                _structure.AddBlockEntry();
                return true;
            case '?' when _structure.IsInFlow || Letter.IsBlankOrEnd(_cursor.Peek(1)):
                _structure.AddKey();
                return true;
            case ':' when _structure.IsInFlow || Letter.IsBlankOrEnd(_cursor.Peek(1)):
                _structure.AddValue();
                return true;
            default:
                return false;
        }
    }

    private void FetchScalar(char letter)
    {
        switch (letter)
        {
            case '*' or '&':
                _structure.StartNode();
                _structure.Add(new NodeProperties(_cursor).ScanAnchorOrAlias());
                break;
            case '!':
                _structure.StartNode();
                _structure.Add(new NodeProperties(_cursor).ScanTag(_structure.IsInFlow));
                break;
            case '|' or '>' when !_structure.IsInFlow:
                _structure.StartBlockScalar();
                _structure.Add(new BlockScalar(_cursor, _structure.Indent).Scan());
                break;
            case '\'' or '"':
                _structure.StartNode();
                _structure.Add(new QuotedScalar(_cursor).Scan());
                break;
            case '\t':
                throw Tab.Found(_cursor);
            case '#' or '|' or '>' or '%' or '@' or '`':
                throw new ScanException(
                    _cursor.Mark, _cursor.Mark, $"found character '{letter}' that cannot start any token: put quotes around the text if it is meant as text");
            default:
                FetchPlain();
                break;
        }
    }

    private void FetchPlain()
    {
        _structure.StartNode();
        var scalar = new PlainScalar(_cursor, _structure.IsInFlow, _structure.Indent + 1);
        _structure.Add(scalar.Scan());
        if (scalar.EndsWithBreak)
        {
            _structure.AllowKey();
        }
    }
}
