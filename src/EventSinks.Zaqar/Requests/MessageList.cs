using System.Globalization;
using System.Text;

namespace EventSinks.Zaqar.Requests;

/// <summary>
/// Writes <c>{"messages":[{"ttl":60,"body":…},…]}</c> around event bodies, which go in as they are, and knows beforehand how long it gets.
/// </summary>
internal sealed class MessageList(int? ttl, int? delay = null)
{
    // The last message has no comma behind it, so the fixed part counts one byte less than its text.
    private const int FixedBytes = 14;

    // A member that is left out is the queue's own affair.
    private readonly byte[] _open = Encoding.ASCII.GetBytes(
        $$"""{{{Member("ttl", ttl)}}{{Member("delay", delay)}}"body":""");

    private static ReadOnlySpan<byte> Start => "{\"messages\":["u8;

    private static ReadOnlySpan<byte> End => "]}"u8;

    /// <summary>Gives the limits of a batch whose request is to have no more bytes than given.</summary>
    public BatchLimits LimitsFor(int events, int requestBytes) =>
        new(events, Math.Max(1, requestBytes - FixedBytes), BytesPerEvent: _open.Length + 2);

    /// <summary>Counts the bytes of a request with one event.</summary>
    public long Measure(EventBatch batch, int index) => FixedBytes + MeasureMessage(batch, index);

    /// <summary>Counts how many events fit into a request, from a start on; at least 1, though it be too large.</summary>
    public int Fit(EventBatch batch, int start, int most, int requestBytes)
    {
        var bytes = Measure(batch, start);
        var count = 1;
        while (count < most && (bytes += MeasureMessage(batch, start + count)) <= requestBytes)
        {
            count++;
        }

        return count;
    }

    /// <summary>Writes a request.</summary>
    public byte[] Write(EventBatch batch, int start, int count)
    {
        var length = (long)FixedBytes;
        for (var i = start; i < start + count; i++)
        {
            length += MeasureMessage(batch, i);
        }

        // Not pooled: a request that was given up may still be read by the transport.
        var request = GC.AllocateUninitializedArray<byte>(checked((int)length));
        var rest = Put(Start, request);
        for (var i = start; i < start + count; i++)
        {
            rest = i == start ? rest : Put(","u8, rest);
            rest = Put(_open, rest);
            rest = Put(batch.GetBody(i).Span, rest);
            rest = Put("}"u8, rest);
        }

        Put(End, rest);
        return request;
    }

    private static string Member(string name, int? value) =>
        value is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"\"{name}\":{seconds},") : "";

    private static Span<byte> Put(ReadOnlySpan<byte> text, Span<byte> rest)
    {
        text.CopyTo(rest);
        return rest[text.Length..];
    }

    private long MeasureMessage(EventBatch batch, int index) => _open.Length + (long)batch.GetBody(index).Length + 2;
}
