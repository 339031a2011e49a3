using System.Text;

namespace EventSinks.Zaqar;

/// <summary>
/// A pre-signed URL of Zaqar as its <c>share</c> returns it (API v2, <c>POST /v2/queues/{queue}/share</c>). Immutable. Its text does not
/// show the signature.
/// </summary>
public sealed record SignedUrlOptions
{
    /// <summary>Gets the paths that were signed, such as <c>/v2/queues/myqueue/messages</c>.</summary>
    public IReadOnlyList<string>? Paths { get; init; }

    /// <summary>Gets the methods that were signed; <c>POST</c> must be one of them.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>Gets the id of the project that the queue belongs to.</summary>
    public string? Project { get; init; }

    /// <summary>Gets until when it works, in UTC, as ISO 8601 without a zone: the very text that was signed.</summary>
    public string? Expires { get; init; }

    /// <summary>Gets the signature. Whoever has it may write to the queue.</summary>
    public string? Signature { get; init; }

    // Records print all members; this one leaves the signature out.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append("Expires = ").Append(Expires).Append(", Signature = (hidden)");
        return true;
    }
}
