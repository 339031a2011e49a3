using System.Diagnostics.Metrics;
using EventSinks.Credentials;
using EventSinks.Discovery;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Http;
using EventSinks.Observing;
using EventSinks.Policies;
using EventSinks.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventSinks;

/// <summary>Puts a <see cref="StackEvents"/> together. Not thread-safe; builds once.</summary>
public sealed class StackEventsBuilder
{
    private readonly List<string> _folders = [];
    private readonly List<Type> _factories = [];
    private readonly List<(string SinkType, IEventSinkFactory Factory)> _made = [];
    private readonly List<(string SinkType, string Plugin)> _preferences = [];
    private readonly List<(Type Type, object Service)> _services = [];
    private readonly List<IDisposable> _owned = [];
    private string? _pluginLock;
    private Func<IEventStore>? _openStore;
    private StackEnvironment? _global;
    private IStackCredentials? _credentials;
    private Type? _credentialsType;
    private IEventRedactor? _redactor;
    private Type? _redactorType;
    private IMeterFactory? _meters;
    private bool _isStandIn;
    private bool _isBuilt;

    /// <summary>Gets or sets how events are delivered.</summary>
    /// <value>The default is the defaults of <see cref="DispatchOptions"/>.</value>
    public DispatchOptions Dispatch { get; set; } = new();

    /// <summary>Gets or sets how much the in-memory store keeps; without effect on other stores.</summary>
    /// <value>The default is the defaults of <see cref="InMemoryEventStoreOptions"/>.</value>
    public InMemoryEventStoreOptions Memory { get; set; } = new();

    /// <summary>Gets or sets what a store keeps of what has been settled, and how long.</summary>
    /// <value>The default is the defaults of <see cref="PurgePolicy"/>.</value>
    public PurgePolicy Retention { get; set; } = new();

    /// <summary>
    /// Gets or sets how long publishing waits for a store that outlives the process; then it throws. At least 1 millisecond, at most a day.
    /// </summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the clock that everything goes by.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets where log messages go.</summary>
    /// <value>The default is nowhere.</value>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>Gets or sets the settings of sink types: each sees the section of its own name, and nothing else.</summary>
    /// <value>The default is none; every section is empty then.</value>
    public IConfiguration? SinkConfiguration { get; set; }

    /// <summary>Gets or sets where sinks may connect to, apart from the operator's own servers.</summary>
    /// <value>The default is the defaults of <see cref="SinkHttpOptions"/>: the public Internet alone.</value>
    public SinkHttpOptions Http { get; set; } = new();

    /// <summary>Gets or sets what users may declare and send. The operator's own sinks are not held to it.</summary>
    /// <value>The default is the defaults of <see cref="SinkPolicy"/>: nothing is limited.</value>
    public SinkPolicy Policy { get; set; } = new();

    /// <summary>Gets or sets where meters come from: the one named <c>EventSinks</c>, and those of sinks.</summary>
    /// <value>The default is null: a factory of the builder's own.</value>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>Gets or sets how an instance of a type named in <see cref="UseCredentials{T}"/> or <see cref="UseRedactor{T}"/> is made.</summary>
    internal Func<Type, object> Activate { get; set; } = static type => Activator.CreateInstance(type)!;

    /// <summary>Keeps events in a store instead of in memory. It is disposed with the <see cref="StackEvents"/>.</summary>
    /// <param name="store">The store.</param>
    /// <returns>This builder.</returns>
    public StackEventsBuilder UseStore(IEventStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return UseStore(() => store);
    }

    /// <summary>Keeps events in a store instead of in memory. It is opened last when building, and disposed with the <see cref="StackEvents"/>.</summary>
    /// <param name="open">Opens the store.</param>
    /// <returns>This builder.</returns>
    public StackEventsBuilder UseStore(Func<IEventStore> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        _openStore = open;
        return this;
    }

    /// <summary>Adds a folder of plug-ins: each in a folder of its own, <c>Name/Name.dll</c>.</summary>
    /// <param name="path">
    /// The folder, relative to where the program lies rather than to where it was started; one that is not there is a line in the catalog.
    /// </param>
    /// <returns>This builder.</returns>
    public StackEventsBuilder AddPluginFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _folders.Add(path);
        return this;
    }

    /// <summary>
    /// Has only plug-ins loaded that are in a lock file, and only as they are there; <c>eventsinks plugins lock</c> makes one. What is checked
    /// is what is loaded: a private copy. Without effect on sink types of the host itself.
    /// </summary>
    /// <param name="path">
    /// The lock file, relative to where the program lies; if it cannot be read, that is a line in the catalog and no plug-in is loaded.
    /// </param>
    /// <returns>This builder.</returns>
    public StackEventsBuilder UsePluginLock(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _pluginLock = path;
        return this;
    }

    /// <summary>Adds a sink type of the host itself. It wins over plug-ins of the same type.</summary>
    /// <typeparam name="TFactory">Its factory, with an <see cref="ExportEventSinkAttribute"/>.</typeparam>
    /// <returns>This builder.</returns>
    public StackEventsBuilder AddSink<TFactory>()
        where TFactory : class, IEventSinkFactory
    {
        _factories.Add(typeof(TFactory));
        return this;
    }

    /// <summary>Adds a sink type of the host itself by a factory that the host has made. It wins over plug-ins of the same type.</summary>
    /// <param name="sinkType">The sink type; what an attribute of the factory says is not heeded.</param>
    /// <param name="factory">The factory, thread-safe. It is not disposed.</param>
    /// <returns>This builder.</returns>
    public StackEventsBuilder AddSink(string sinkType, IEventSinkFactory factory)
    {
        ArgumentException.ThrowIfNullOrEmpty(sinkType);
        ArgumentNullException.ThrowIfNull(factory);
        _made.Add((sinkType, factory));
        return this;
    }

    /// <summary>Chooses between plug-ins that have the same sink type, which are all unavailable otherwise.</summary>
    /// <param name="sinkType">The sink type.</param>
    /// <param name="plugin">The name of the plug-in to use.</param>
    /// <returns>This builder.</returns>
    public StackEventsBuilder PreferPlugin(string sinkType, string plugin)
    {
        ArgumentException.ThrowIfNullOrEmpty(sinkType);
        ArgumentException.ThrowIfNullOrEmpty(plugin);
        _preferences.Add((sinkType, plugin));
        return this;
    }

    /// <summary>Delivers each stack's events with its owner's credentials. Without this, sinks that need credentials suspend.</summary>
    /// <param name="credentials">Gives them, at each delivery.</param>
    /// <returns>This builder.</returns>
    public StackEventsBuilder UseCredentials(IStackCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
        _credentialsType = null;
        return this;
    }

    /// <summary>Delivers each stack's events with its owner's credentials, by a type that the host's container makes.</summary>
    /// <typeparam name="T">The type; without a container it needs a constructor without parameters.</typeparam>
    /// <returns>This builder.</returns>
    public StackEventsBuilder UseCredentials<T>()
        where T : class, IStackCredentials
    {
        _credentials = null;
        _credentialsType = typeof(T);
        return this;
    }

    /// <summary>
    /// Delivers with the credentials of the process (<c>OS_*</c> variables). For programs of one user: in an engine with tenants each of
    /// them could write where the operator may.
    /// </summary>
    /// <returns>This builder.</returns>
    public StackEventsBuilder UseAmbientCredentials() => UseCredentials(new AmbientStackCredentials());

    /// <summary>
    /// Has a redactor look at each event before any sink gets it, to take out what sinks must not see. The store keeps events as they were
    /// published.
    /// </summary>
    /// <param name="redactor">The redactor, thread-safe.</param>
    /// <returns>This builder.</returns>
    public StackEventsBuilder UseRedactor(IEventRedactor redactor)
    {
        ArgumentNullException.ThrowIfNull(redactor);
        _redactor = redactor;
        _redactorType = null;
        return this;
    }

    /// <summary>Has a redactor look at each event before any sink gets it, by a type that the host's container makes.</summary>
    /// <typeparam name="T">The type, thread-safe; without a container it needs a constructor without parameters.</typeparam>
    /// <returns>This builder.</returns>
    public StackEventsBuilder UseRedactor<T>()
        where T : class, IEventRedactor
    {
        _redactor = null;
        _redactorType = typeof(T);
        return this;
    }

    /// <summary>Lets the constructors of plug-ins' factories import a service of the host, beside those that they always may.</summary>
    /// <typeparam name="T">The type that they import; plug-ins must share its assembly with the host.</typeparam>
    /// <param name="service">The service, thread-safe.</param>
    /// <returns>This builder.</returns>
    public StackEventsBuilder ExposeToSinks<T>(T service)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(service);
        _services.Add((typeof(T), service));
        return this;
    }

    /// <summary>
    /// Gives every stack the operator's own sinks beside those of its user, who sees them and cannot take them away. Only the sinks are used;
    /// they are bound when the first stack is opened, what is wrong with them is logged then, and what cannot be bound then is left out.
    /// </summary>
    /// <param name="environment">The operator's environment, for instance from <see cref="EnvironmentFolder"/>.</param>
    /// <returns>This builder.</returns>
    public StackEventsBuilder UseGlobalEnvironment(StackEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        _global = environment;
        return this;
    }

    /// <summary>
    /// Stands in for the program whose store it is, and leaves alone what that one alone knows: lanes of the operator's sinks are neither
    /// delivered nor ended, nothing is purged by itself, and closed stacks stay in the store when they have finished, without
    /// <see cref="StackEvents.StackClosed"/>, so that the program is told of them. For tools; excludes a global environment.
    /// </summary>
    /// <remarks>Users' sinks are delivered as this builder says: with its credentials, and with its redactor or none.</remarks>
    /// <returns>This builder.</returns>
    public StackEventsBuilder StandIn()
    {
        _isStandIn = true;
        return this;
    }

    /// <summary>Looks for plug-ins, without running anything of them, and starts the worker.</summary>
    /// <returns>The front door; to be disposed.</returns>
    /// <exception cref="InvalidOperationException">
    /// An option is out of its range (the message names them all), or the builder has built before.
    /// </exception>
    /// <exception cref="EventStoreException">The store cannot be opened.</exception>
    public StackEvents Build()
    {
        var wrong = string.Join(' ', Dispatch.Validate().Concat(Memory.Validate()).Concat(Retention.Validate()).Concat(Http.Validate()).Concat(Policy.Validate()).Concat(Validate()));
        if (wrong.Length > 0)
        {
            throw new InvalidOperationException(wrong);
        }

        var policy = new SinkPolicyRules(Policy);
        var catalog = BuildCatalog(policy);
        var redactor = _redactor ?? (_redactorType is { } type ? (IEventRedactor)Activate(type) : null);
        var observation = new Observation(_meters!, Clock);
        var store = ObservedEventStore.Around(_openStore?.Invoke() ?? new InMemoryEventStore(Memory, Clock), observation, Clock);
        var dispatch = Dispatch with { ProjectRate = Policy.EventsPerSecond is { } rate ? new ProjectRate(rate, Policy.EventBurst) : null };
        var settings = new StackEventsSettings(dispatch, Retention, policy, PublishTimeout, _isStandIn, Clock);
        return new StackEvents(store, catalog, _global, settings, redactor, LoggerFactory, observation, _owned);
    }

    /// <summary>Looks for plug-ins, without running anything of them. For programs that read environments and deliver nothing.</summary>
    /// <returns>The sink types that there are; to be disposed where plug-ins are locked.</returns>
    /// <exception cref="InvalidOperationException">The builder has built before.</exception>
    public SinkCatalog BuildCatalog() => BuildCatalog(new SinkPolicyRules(Policy));

    private SinkCatalog BuildCatalog(SinkPolicyRules policy)
    {
        if (_isBuilt)
        {
            throw new InvalidOperationException("A builder builds once.");
        }

        _isBuilt = true;
        var http = new SinkHttp(Http);
        _owned.Add(http);
        _meters = MeterFactory ?? Own(new SinkMeterFactory());
        var credentials = _credentials ?? (_credentialsType is { } type ? (IStackCredentials)Activate(type) : new NoStackCredentials());
        var configuration = SinkConfiguration ?? new ConfigurationBuilder().Build();
        var catalog = new SinkCatalogBuilder()
            .Expose(typeof(ISinkHttp), type => policy.HostsOf(type) is { } hosts ? new PolicedSinkHttp(http, hosts) : http)
            .Expose(credentials)
            .Expose(LoggerFactory)
            .Expose(Clock)
            .Expose(_meters)
            .Expose(typeof(IConfigurationSection), configuration.GetSection);
        foreach (var (exposed, service) in _services)
        {
            catalog.Expose(exposed, _ => service);
        }

        if (_pluginLock is not null)
        {
            catalog.UsePluginLock(_pluginLock);
        }

        _folders.ForEach(path => catalog.AddPluginFolder(path));
        _factories.ForEach(factory => catalog.AddSink(factory));
        _made.ForEach(each => catalog.AddSink(each.SinkType, each.Factory));
        _preferences.ForEach(choice => catalog.Prefer(choice.SinkType, choice.Plugin));
        return Own(catalog.Build());
    }

    private IEnumerable<string> Validate()
    {
        if (_isStandIn && _global is not null)
        {
            yield return $"{nameof(StandIn)} leaves the operator's sinks to another program, so {nameof(UseGlobalEnvironment)} gives none.";
        }

        if (PublishTimeout < TimeSpan.FromMilliseconds(1) || PublishTimeout > TimeSpan.FromDays(1))
        {
            yield return $"{nameof(PublishTimeout)} is from 1 millisecond to a day, but is {PublishTimeout}.";
        }
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}
