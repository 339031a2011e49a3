using System.Buffers;

namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>What a server may call a message or a claim: its id goes into URLs, and is kept by the hundred thousand.</summary>
internal static class ServerId
{
    private const int MaxLength = 200;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:+=~");

    public static bool IsOne(string id) =>
        id.Length is > 0 and <= MaxLength && id is not ("." or "..") && !id.AsSpan().ContainsAnyExcept(Allowed);
}
