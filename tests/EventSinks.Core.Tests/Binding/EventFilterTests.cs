namespace EventSinks.Binding;

/// <summary>Which events a filter wants.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EventFilterTests
{
    private static readonly StackIdentity Stack = new("s", "teststack");

    [TestCase("CREATE", true)]
    [TestCase("create", true)]
    [TestCase("UPDATE", false)]
    public void Wants_AnActionInAnyCase(string action, bool wanted) =>
        Assert.That(new EventFilter { Actions = ["Create", "DELETE"] }.Wants(Server(action: action)), Is.EqualTo(wanted));

    [TestCase("COMPLETE", true)]
    [TestCase("FAILED", false)]
    public void Wants_AStatus(string status, bool wanted) =>
        Assert.That(new EventFilter { Statuses = ["complete"] }.Wants(Server(status: status)), Is.EqualTo(wanted));

    [TestCase("OS::Nova::Server", true)]
    [TestCase("OS::Neutron::Port", true)]
    [TestCase("OS::Neutron::Ports", false)]
    [TestCase("os::nova::Server", false)]
    [TestCase(null, false)]
    public void Wants_AResourceTypeThatMatchesOneOfThePatterns(string? type, bool wanted)
    {
        var filter = new EventFilter { ResourceTypes = [new("OS::Nova::*"), new("OS::Neutron::Po?t")] };

        Assert.That(filter.Wants(Server(type: type)), Is.EqualTo(wanted));
    }

    [TestCase("OS::Nova::Server", true)]
    [TestCase("OS::Neutron::Ports", false)]
    [TestCase(null, false)]
    public void For_AStack_WantsAResourceTypeAsOftenAsItIsAsked(string? type, bool wanted)
    {
        var wants = new EventFilter { Actions = ["CREATE"], ResourceTypes = [new("OS::Nova::*")] }.For(Stack);

        Assert.That(new[] { wants(Server(type: type)), wants(Server(type: type)) }, Is.All.EqualTo(wanted));
        Assert.That(wants(Server(action: "DELETE", type: type)), Is.False);
    }

    [Test]
    public void Wants_OnlyWhatIsOfItsLevel()
    {
        var (ofStack, ofResource) = (StackEvent.ForStack(Stack, "CREATE", "COMPLETE"), Server());

        Assert.That(new EventFilter { Level = EventLevel.Stack }.Wants(ofStack), Is.True);
        Assert.That(new EventFilter { Level = EventLevel.Stack }.Wants(ofResource), Is.False);
        Assert.That(new EventFilter { Level = EventLevel.Resource }.Wants(ofStack), Is.False);
        Assert.That(new EventFilter { Level = EventLevel.Resource }.Wants(ofResource), Is.True);
    }

    [Test]
    public void Wants_OnlyThatForWhichEverythingHolds()
    {
        var filter = new EventFilter { Actions = ["CREATE"], Statuses = ["FAILED"], Level = EventLevel.Resource };

        Assert.That(filter.Wants(Server(status: "FAILED")), Is.True);
        Assert.That(filter.Wants(Server(action: "DELETE", status: "FAILED")), Is.False);
        Assert.That(filter.Wants(Server()), Is.False);
        Assert.That(filter.Wants(StackEvent.ForStack(Stack, "CREATE", "FAILED")), Is.False);
    }

    [TestCase(null, null, true)]
    [TestCase("s", null, true)]
    [TestCase("root", "root", false)]
    [TestCase("root", "parent", false)]
    [TestCase("root", null, false)]
    [TestCase(null, "parent", false)]
    public void For_WithoutNestedStacks_WantsNothingOfOne(string? root, string? parent, bool wanted)
    {
        var stack = new StackIdentity("s", "n", null, root, parent);

        Assert.That(new EventFilter { IncludesNested = false }.For(stack)(Server()), Is.EqualTo(wanted));
        Assert.That(new EventFilter().For(stack)(Server()), Is.True);
    }

    private static StackEvent Server(string action = "CREATE", string status = "COMPLETE", string? type = "OS::Nova::Server") => new()
    {
        StackId = Stack.Id,
        Timestamp = DateTimeOffset.UnixEpoch,
        ResourceName = "server",
        ResourceAction = action,
        ResourceStatus = status,
        ResourceType = type,
    };
}
