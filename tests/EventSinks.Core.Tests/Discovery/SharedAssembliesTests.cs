using System.Reflection;

namespace EventSinks.Discovery;

[Parallelizable(ParallelScope.All)]
public sealed class SharedAssembliesTests
{
    [Test]
    public void Find_OfTheContract_GivesTheHostsOwn() =>
        Assert.That(new SharedAssemblies([]).Find(new("EventSinks.Abstractions")), Is.SameAs(typeof(IEventSink).Assembly));

    [Test]
    public void Find_OfAnAssemblyWhoseTypeIsExposed_GivesTheHostsOwn()
    {
        var own = typeof(SharedAssembliesTests).Assembly;

        Assert.That(new SharedAssemblies([typeof(SharedAssembliesTests)]).Find(own.GetName()), Is.SameAs(own));
        Assert.That(new SharedAssemblies([]).Find(own.GetName()), Is.Null);
    }

    [Test]
    public void Check_WhenAPluginNeedsAHigherVersion_NamesBoth()
    {
        var problem = new SharedAssemblies([]).Check([new AssemblyName("EventSinks.Abstractions") { Version = new(99, 1, 0, 0) }]);

        Assert.That(problem!.Code, Is.EqualTo(PluginProblemCodes.SharedAssemblyTooOld));
        Assert.That(problem.Message, Does.Contain("99.1.0.0").And.Contain(typeof(IEventSink).Assembly.GetName().Version!.ToString()));
    }
}
