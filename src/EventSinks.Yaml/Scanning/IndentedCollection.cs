namespace EventSinks.Yaml.Scanning;

/// <summary>A list or map whose end has not been scanned yet.</summary>
/// <param name="Indent">
/// How far it is indented, in characters; in brackets, how far what is around them is; -1 for what is around the outermost.
/// </param>
internal record struct IndentedCollection(int Indent)
{
    /// <summary>Gets or sets a value indicating whether a key was started with <c>?</c> whose colon has not come yet.</summary>
    public bool HasOpenKey { get; set; }
}
