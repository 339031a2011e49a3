namespace EventSinks.Yaml.Scanning;

/// <summary>The lists and maps whose end has not been scanned yet: how far each is indented, and whether it waits for a colon.</summary>
internal sealed class OpenIndents
{
    private readonly Stack<(int Indent, bool HasOpenKey)> _outer = new();

    /// <summary>
    /// Gets how far the innermost collection is indented, in characters; in brackets, how far what is around them is; -1 outside of all.
    /// </summary>
    public int Indent { get; private set; } = -1;

    /// <summary>Gets or sets a value indicating whether a key of it was started with <c>?</c> whose colon has not come yet.</summary>
    public bool HasOpenKey { get; set; }

    public void Enter(int indent)
    {
        _outer.Push((Indent, HasOpenKey));
        (Indent, HasOpenKey) = (indent, false);
    }

    public void Leave() => (Indent, HasOpenKey) = _outer.Pop();
}
