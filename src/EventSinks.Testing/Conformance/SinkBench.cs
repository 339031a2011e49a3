using System.Reflection;
using EventSinks.Binding;
using EventSinks.Discovery;
using EventSinks.Environments;
using EventSinks.Testing.Events;
using EventSinks.Testing.Hosting;
using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <summary>The world of one rule: a destination, the host's services, and a factory that was composed of them.</summary>
internal sealed class SinkBench : IAsyncDisposable
{
    // Far from the real time, so that a sink that looks at the machine's clock gives itself away.
    private static readonly DateTimeOffset Start = new(2033, 3, 3, 3, 3, 3, TimeSpan.Zero);

    private readonly BenchSettings _settings;
    private readonly Lazy<SpyFactory> _factory;
    private readonly List<BenchLane> _lanes = [];

    public SinkBench(BenchSettings settings)
    {
        _settings = settings;
        Credentials = new BenchCredentials(settings.Credential);
        Export = settings.FactoryType.GetCustomAttribute<ExportEventSinkAttribute>()
            ?? throw new AssertionException($"{settings.FactoryType} has no [ExportEventSink].");
        _factory = new Lazy<SpyFactory>(() => new SpyFactory(Compose().GetFactory()));
    }

    public ExportEventSinkAttribute Export { get; }

    public ManualTimeProvider Clock { get; } = new(Start);

    public BenchCredentials Credentials { get; }

    public BenchLog Log { get; } = new();

    public SinkTestDestination Destination => _settings.Destination;

    public TimeSpan Patience => _settings.Patience;

    /// <summary>Gets the factory; composed at first use.</summary>
    public SpyFactory Factory => _factory.Value;

    /// <summary>Gets the right options of the fixture.</summary>
    public IReadOnlyList<string> Options => _settings.Options;

    /// <summary>Composes a factory that nobody else uses.</summary>
    public SinkCatalogEntry Compose() => Configured(new StackEventsBuilder(), withDestination: true).BuildCatalog().Find(Export.SinkType)!;

    /// <summary>Composes a factory as a host does that gives no more than every host.</summary>
    public SinkCatalogEntry ComposePlainly() => Configured(new StackEventsBuilder(), withDestination: false).BuildCatalog().Find(Export.SinkType)!;

    /// <summary>Reads and checks options, as a host does.</summary>
    public BoundOptions Bind(string options) => Bind(options, Factory);

    /// <inheritdoc cref="Bind(string)" />
    public BoundOptions Bind(string options, SpyFactory factory)
    {
        var catalog = new SinkCatalogBuilder().AddSink(Export.SinkType, factory).Build();
        var report = new SinkBinder(catalog).Bind(EnvironmentReader.Read(DeclarationText.Of(Export.SinkType, options), "test.yaml"));
        return new(report, factory.LastDescribed);
    }

    /// <summary>Gives what must not be shown: what the fixture says, what options say of themselves, and the credential.</summary>
    public IReadOnlyList<string> Secrets() =>
    [
        .. _settings.Secrets,
        .. Options.Select(Bind).SelectMany(static bound => bound.SecretTexts()).Distinct(StringComparer.Ordinal),
        .. _settings.Credential is { } credential ? [credential.Secret] : Array.Empty<string>(),
    ];

    /// <summary>Makes the sink of a lane.</summary>
    public async Task<BenchLane> OpenLaneAsync(TestStack? stack = null, string? options = null)
    {
        var bound = Bind(options ?? Options[0]);
        var owner = stack ?? NewStack();
        var context = new SinkContext(owner.Identity, "conformance", Clock);
        var sink = await Task.Run(() => Factory.Create(bound.RequireOptions(), context)).WaitAsync(Patience, TimeProvider.System).ConfigureAwait(false);
        var lane = new BenchLane(this, sink, owner, _settings.MarkerOf);
        lock (_lanes)
        {
            _lanes.Add(lane);
        }

        return lane;
    }

    /// <summary>Disposes a sink when the rule is over.</summary>
    public void Keep(IEventSink sink)
    {
        lock (_lanes)
        {
            _lanes.Add(new BenchLane(this, sink, NewStack(), _settings.MarkerOf));
        }
    }

    public TestStack NewStack() => new(projectId: _settings.Credential?.Attributes.GetValueOrDefault("project_id") ?? "demo", clock: Clock);

    /// <summary>Starts a whole host, on a clock that moves as retries want it.</summary>
    public SinkTestHost StartHost() => new(builder => Configured(builder, withDestination: true), Clock);

    public async ValueTask DisposeAsync()
    {
        // A sink that still wants something of the destination must not wait for it.
        await Destination.HealAsync().ConfigureAwait(false);
        foreach (var lane in _lanes)
        {
            await lane.ReleaseAsync().ConfigureAwait(false);
        }

        await Destination.DisposeAsync().ConfigureAwait(false);
    }

    private StackEventsBuilder Configured(StackEventsBuilder builder, bool withDestination)
    {
        builder.Clock = Clock;
        builder.LoggerFactory = Log;
        builder.UseCredentials(Credentials);
        if (withDestination)
        {
            Destination.Configure(builder);
        }

        _settings.ConfigureHost(builder);
        return builder;
    }
}
