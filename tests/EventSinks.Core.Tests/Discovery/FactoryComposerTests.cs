using EventSinks.Discovery.Factories;

namespace EventSinks.Discovery;

[Parallelizable(ParallelScope.All)]
public sealed class FactoryComposerTests
{
    [Test]
    public void GetFactory_OfADisposableFactory_GivesItUndisposed()
    {
        var factory = (DisposableFactory)Entry<DisposableFactory>().GetFactory();

        Assert.That(factory.IsDisposed, Is.False);
    }

    [Test]
    public void GetFactory_WhenAnOptionalImportIsNotGiven_LeavesItsDefault()
    {
        var factory = (OptionalImportFactory)Entry<OptionalImportFactory>().GetFactory();

        Assert.That(factory.Clock, Is.SameAs(TimeProvider.System));
        Assert.That(factory.Culture, Is.Null);
    }

    [Test]
    public void GetFactory_WhenAConstructorIsMarked_TakesThatOne()
    {
        var factory = (MarkedConstructorFactory)Entry<MarkedConstructorFactory>().GetFactory();

        Assert.That(factory.Clock, Is.SameAs(TimeProvider.System));
    }

    [Test]
    public void GetFactory_WithoutAPublicConstructor_SaysSo()
    {
        var error = Assert.Throws<SinkTypeUnavailableException>(() => Entry<PrivateConstructorFactory>().GetFactory());

        Assert.That(error!.Message, Does.Contain("public constructor"));
        Assert.That(error.Code, Is.EqualTo(PluginProblemCodes.NotAFactory));
    }

    [Test]
    public void GetFactory_WhenAPropertyAsksForWhatIsNotGiven_NamesIt()
    {
        var error = Assert.Throws<SinkTypeUnavailableException>(() => Entry<PropertyImportFactory>().GetFactory());

        Assert.That(error!.Message, Does.Contain(nameof(IFormatProvider)));
        Assert.That(error.Code, Is.EqualTo(PluginProblemCodes.MissingImport));
    }

    [Test]
    public async Task Problem_WhileAPluginGetsReady_IsAnsweredAtOnce()
    {
        using var gate = new ManualResetEventSlim();
        using var entered = new CountdownEvent(1);
        var entry = Builder().Expose(gate).Expose(entered).AddSink<GatedFactory>().Build().Find("test-gated")!;
        var made = Task.Factory.StartNew(entry.GetFactory, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        entered.Wait();

        var asked = Task.Factory.StartNew(() => entry.Problem, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var first = await Task.WhenAny(asked, made.WaitAsync(TimeSpan.FromSeconds(10)));
        gate.Set();

        Assert.That(first, Is.SameAs(asked));
        Assert.That(((GatedFactory)await made).IsReady, Is.True);
    }

    private static SinkCatalogEntry Entry<TFactory>()
        where TFactory : class, IEventSinkFactory => Builder().AddSink<TFactory>().Build().Entries.Single();

    private static SinkCatalogBuilder Builder() =>
        new SinkCatalogBuilder { LoadTimeout = Timeout.InfiniteTimeSpan }.Expose(TimeProvider.System);
}
