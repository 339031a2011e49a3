namespace EventSinks.Zaqar.Reader.Support;

/// <summary>A place in the queue, with its message.</summary>
internal sealed record FakeMessage(string Id, string Body, int Age, int Ttl)
{
    public bool IsExpired { get; set; }

    public bool IsDelayed { get; set; }

    public string? ClaimId { get; set; }
}
