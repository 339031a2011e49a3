using System.Text;
using EventSinks;

namespace ContractV1;

/// <summary>Posts each event's body, and rejects one that is named "poison".</summary>
internal sealed class V1SingleSink(HttpClient client) : SingleEventSink
{
    public override BatchLimits Limits => new(10, 1024 * 1024);

    protected override async ValueTask<DeliveryResult> DeliverAsync(
        RecordedEvent e, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (e.Event.ResourceName == "poison")
        {
            return DeliveryResult.Reject("v1 takes no poison");
        }

        using var content = new StringContent($"{e.Sequence}: {Encoding.UTF8.GetString(body.Span)}");
        using var answer = await client.PostAsync(new Uri("https://v1.example.org/single"), content, cancellationToken).ConfigureAwait(false);
        return DeliveryResult.FromHttp(answer);
    }

    public override ValueTask DisposeAsync() => base.DisposeAsync();
}
