using YamlDotNet.Core;

namespace EventSinks.Yaml.Scanning;

/// <summary>The lists and maps whose end has not been scanned yet: how far each is indented, and whether it waits for a colon.</summary>
internal sealed class OpenIndents
{
    private readonly Stack<(int Indent, bool HasOpenKey, Mark? Bracket)> _outer = new();

    /// <summary>
    /// Gets how far the innermost collection is indented, in characters; in brackets, how far what is around them is; -1 outside of all.
    /// </summary>
    public int Indent { get; private set; } = -1;

    /// <summary>Gets or sets a value indicating whether a key of it was started with <c>?</c> whose colon has not come yet.</summary>
    public bool HasOpenKey { get; set; }

    /// <summary>Gets where the innermost bracket is; null outside of brackets.</summary>
    public Mark? Bracket { get; private set; }

    public void Enter(int indent, Mark? bracket = null)
    {
        _outer.Push((Indent, HasOpenKey, Bracket));
        (Indent, HasOpenKey, Bracket) = (indent, false, bracket);
    }

    public void Leave() => (Indent, HasOpenKey, Bracket) = _outer.Pop();
}
