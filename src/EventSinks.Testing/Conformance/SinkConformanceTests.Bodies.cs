using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <content>Events of every kind arrive.</content>
public abstract partial class SinkConformanceTests<TFactory>
{
    private static readonly string[] OddTexts =
    [
        "line one\nline two\r\nline three\u2028line four\ttab",
        "größe, 名前, \ud83d\ude80, e\u0301, \u202eright to left",
        "\"quotes\", back\\slash, </script>, ${x}, %s, {0}, ' OR 1=1 --",
        new('x', 10_000),
        "\u0001\u001b[31mred\u0007",
        " ",
        "",
    ];

    /// <summary>The body arrives byte for byte.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(21, "H8", "Bodies arrive byte for byte, where the sink passes them on.")]
    public async Task Rule21_BodiesArriveByteForByte()
    {
        NeedBodies();
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var numbers = """{"big":123456789012345678901234567890,"small":1e-300,"float":1.0,"exponent":1e5,"text":"ä\u00e4","list":[null,true]}""";
        var e = lane.Stack.Event(lane.NextName(), properties: numbers);
        await lane.DeliverWellAsync(e).ConfigureAwait(false);

        Assert.That(await lane.ReadTextsAsync(e).ConfigureAwait(false), Is.EqualTo(new[] { TextOf(e) }));
    }

    /// <summary>What a format adds to the payload is passed on.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(22, "H8", "What 'format: heat-extended' adds to the payload is passed on.")]
    public async Task Rule22_ExtendedFormatPassesThrough()
    {
        NeedBodies();
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        await using var host = bench.StartHost();
        var stack = bench.NewStack();
        var environment = DeclarationText.Of(bench.Export.SinkType, $"{bench.Options[0]}\nformat: heat-extended");
        await host.OpenAsync(stack.Identity, environment).ConfigureAwait(false);
        await host.PublishAsync(stack.Event("probe-extended")).ConfigureAwait(false);
        var status = await host.WaitUntilIdleAsync(stack.Identity.Id).ConfigureAwait(false);

        Assert.That(status.Sinks.Single().Delivered, Is.EqualTo(1), status.Sinks.Single().LastError);
        var text = (await bench.Destination.ReadAsync().ConfigureAwait(false)).Single();
        Assert.That(text, Does.Contain("\"stack_name\"").And.Contain(stack.Identity.Name));
    }

    /// <summary>Members of a body that v0.1 does not know are passed on.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(23, "H8", "Members of a body that v0.1 does not know are passed on.")]
    public async Task Rule23_UnknownMembersPassThrough()
    {
        NeedBodies();
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var e = new StackEvent
        {
            StackId = lane.Stack.Identity.Id,
            Timestamp = bench.Clock.GetUtcNow(),
            ResourceName = lane.NextName(),
            ResourceAction = "CREATE",
            ResourceStatus = "COMPLETE",
            AdditionalMembers = [KeyValuePair.Create("x_member", JsonElement.Parse("[1]"))],
            AdditionalPayloadMembers = [KeyValuePair.Create("x_payload", JsonElement.Parse("\"y\""))],
        };
        await lane.DeliverWellAsync(e).ConfigureAwait(false);

        Assert.That(await lane.ReadTextsAsync(e).ConfigureAwait(false), Is.EqualTo(new[] { TextOf(e) }));
    }

    /// <summary>Reasons of every kind arrive, each event as one.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(24, "H8", "Reasons with line breaks, control characters, Unicode, quotes or nothing arrive, and each event stays one.")]
    public async Task Rule24_TextOfEveryKindArrives()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        foreach (var text in OddTexts)
        {
            var before = (await bench.Destination.ReadAsync().ConfigureAwait(false)).Count;
            var e = lane.Stack.Event(lane.NextName(), reason: text);
            await lane.DeliverWellAsync(e).ConfigureAwait(false);

            Assert.That(await lane.ReadMarkersAsync([e]).ConfigureAwait(false), Has.Count.EqualTo(1), $"reason {JsonSerializer.Serialize(text[..Math.Min(60, text.Length)])}");
            Assert.That(
                await bench.Destination.ReadAsync().ConfigureAwait(false), Has.Count.EqualTo(before + 1), "one event has become several: its text forged another");
        }
    }

    /// <summary>Events arrive that have no reason, no id and no type.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(25, "H8", "Events without reason, physical id and type arrive, and so do those of the stack itself.")]
    public async Task Rule25_BareEventsArrive()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var bare = lane.Stack.Event(lane.NextName(), reason: null, type: null);
        await lane.DeliverWellAsync(bare).ConfigureAwait(false);
        await lane.DeliverWellAsync(lane.Stack.OwnEvent("DELETE", "FAILED")).ConfigureAwait(false);

        Assert.That(await lane.ReadMarkersAsync([bare]).ConfigureAwait(false), Has.Count.EqualTo(1));
    }

    /// <summary>An event that is larger than the limits is rejected, or arrives; it does not come back.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(26, "H7", "One event that is larger than Limits.Bytes is rejected or arrives, and what follows arrives.")]
    public async Task Rule26_OversizedEventIsRejectedOrArrives()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var bytes = Math.Min(lane.Sink.Limits.Bytes, 8 * 1024 * 1024) + 1_024;
        var large = lane.Stack.Event(lane.NextName(), properties: $$"""{"padding":"{{new string('x', bytes)}}"}""");
        var answer = await lane.DeliverAsync(large).ConfigureAwait(false);
        var small = await lane.DeliverWellAsync(lane.Events(1)).ConfigureAwait(false);

        Assert.That(answer.Outcome, Is.EqualTo(DeliveryOutcome.Delivered).Or.EqualTo(DeliveryOutcome.Rejected), $"the sink says {answer}; it would come back for a day");
        Assert.That(answer.IsDelivered || answer.Delivered == 0, Is.True, $"one event was offered, but the sink says {answer}");
        Assert.That(
            await lane.ReadMarkersAsync([large, .. small]).ConfigureAwait(false),
            Is.EqualTo(lane.MarkersOf(answer.IsDelivered ? [large, .. small] : small)),
            "what the sink says and what has arrived differ");
    }

    private static string TextOf(StackEvent e) => Encoding.UTF8.GetString(e.ToUtf8Json().Span);
}
