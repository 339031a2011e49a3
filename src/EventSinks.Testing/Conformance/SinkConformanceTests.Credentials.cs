using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <content>In whose name events are delivered.</content>
public abstract partial class SinkConformanceTests<TFactory>
{
    /// <summary>The credential is asked for at each delivery.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(54, "S9", "A credential is asked for at each delivery.")]
    public async Task Rule54_CredentialsAreAskedForAtEachDelivery()
    {
        await using var bench = await OpenWithCredentialAsync().ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        await lane.DeliverWellAsync(lane.Events(1)).ConfigureAwait(false);
        var afterFirst = bench.Credentials.Asked;
        await lane.DeliverAsync(lane.Events(1)).ConfigureAwait(false);

        Assert.That(afterFirst, Is.Positive, "it was not asked for at the first delivery");
        Assert.That(bench.Credentials.Asked, Is.GreaterThan(afterFirst), "it was not asked for again at the second delivery");
    }

    /// <summary>A credential that the stack has no more is not used.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(55, "S9", "A credential is not kept: one that has been withdrawn delivers nothing more, on any lane.")]
    public async Task Rule55_WithdrawnCredentialIsNotUsed()
    {
        await using var bench = await OpenWithCredentialAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        await lane.DeliverWellAsync(lane.Events(1)).ConfigureAwait(false);
        bench.Credentials.Withdraw();
        var events = lane.Events(1);
        var answer = await lane.DeliverAsync(events).ConfigureAwait(false);

        Assert.That(await lane.ReadMarkersAsync(events).ConfigureAwait(false), Is.Empty, $"the credential was withdrawn, and the sink says {answer}");
    }

    /// <summary>Without a credential of the stack, those of the process are left alone.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(56, "S9", "Credentials of the process are used only if AllowAmbient says so.")]
    public async Task Rule56_ProcessCredentialsNeedLeave()
    {
        await using var bench = await OpenWithCredentialAsync(DestinationAbilities.Read).ConfigureAwait(false);

        bench.Credentials.Withdraw();
        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var events = lane.Events(1);
        var answer = await lane.DeliverAsync(events).ConfigureAwait(false);

        Assert.That(await lane.ReadMarkersAsync(events).ConfigureAwait(false), Is.Empty, $"the stack has no credential, and the sink says {answer}");
        Assert.That(answer.IsDelivered, Is.False, "nothing has arrived");
    }

    private async Task<SinkBench> OpenWithCredentialAsync(DestinationAbilities needs = DestinationAbilities.None)
    {
        var bench = await OpenAsync(needs).ConfigureAwait(false);
        if (Credential is not null)
        {
            return bench;
        }

        await using (bench)
        {
            var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
            await lane.DeliverAsync(lane.Events(1)).ConfigureAwait(false);
            Assert.That(bench.Credentials.Asked, Is.Zero, $"the sink asks for a credential, but {nameof(Credential)} is null: override it");
        }

        Assert.Ignore($"The sink asks for no credential: {nameof(Credential)} is null.");
        return bench;
    }
}
