using System.Reflection;

namespace EventSinks.Discovery;

/// <summary>Gathers sink types from folders and from the host itself. Not thread-safe.</summary>
public sealed class SinkCatalogBuilder
{
    private readonly List<string> _folders = [];
    private readonly List<Type> _factories = [];
    private readonly Dictionary<string, IEventSinkFactory> _made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _preferences = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, Func<string, object>> _services = [];
    private string? _lock;

    /// <summary>Gets or sets what is told of each step of copying locked plug-ins, and of the path that it is about.</summary>
    internal Action<CopyStep, string>? CopyStepReached { get; set; }

    /// <summary>Gets or sets how long a plug-in may take to get ready; longer than zero.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Adds a folder of plug-ins, each in a folder of its own: <c>Name/Name.dll</c>.</summary>
    /// <param name="path">
    /// The folder, relative to where the program lies rather than to where it was started; one that cannot be read becomes a line in the
    /// catalog.
    /// </param>
    /// <returns>This builder.</returns>
    public SinkCatalogBuilder AddPluginFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        // Two names of one folder are one folder: its plug-ins do not clash with themselves.
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, AppContext.BaseDirectory));
        if (!_folders.Contains(full))
        {
            _folders.Add(full);
        }

        return this;
    }

    /// <summary>
    /// Has only plug-ins loaded that are in a lock file, and only as they are there: each is copied into a private folder, the copy is checked
    /// and loaded, and what becomes of the plug-in's own folder later does not matter. Without effect on sink types of the host itself.
    /// </summary>
    /// <param name="path">
    /// The lock file, relative to where the program lies; if it cannot be read, that is a line in the catalog and no plug-in is loaded.
    /// </param>
    /// <returns>This builder.</returns>
    public SinkCatalogBuilder UsePluginLock(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _lock = Path.GetFullPath(path, AppContext.BaseDirectory);
        return this;
    }

    /// <summary>Adds a sink type of the host itself; it wins over plug-ins of the same type.</summary>
    /// <typeparam name="TFactory">Its factory.</typeparam>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">
    /// The factory has no <see cref="ExportEventSinkAttribute"/>, a name that is not well-formed, or one that was added before.
    /// </exception>
    public SinkCatalogBuilder AddSink<TFactory>()
        where TFactory : class, IEventSinkFactory => AddSink(typeof(TFactory));

    /// <summary>Adds a sink type of the host itself; it wins over plug-ins of the same type.</summary>
    /// <param name="factory">Its factory.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">
    /// The factory has no <see cref="ExportEventSinkAttribute"/>, a name that is not well-formed, or one that was added before.
    /// </exception>
    public SinkCatalogBuilder AddSink(Type factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        var attribute = factory.GetCustomAttribute<ExportEventSinkAttribute>()
            ?? throw new ArgumentException($"{factory.FullName} has no [ExportEventSink] attribute.", nameof(factory));
        if (SinkExportRules.Check(new(factory.FullName!, attribute.SinkType, attribute.EventSinkContractVersion)) is { } problem)
        {
            throw new ArgumentException($"{factory.FullName}: {problem.Message}", nameof(factory));
        }

        ThrowIfAdded(attribute.SinkType, nameof(factory));
        _factories.Add(factory);
        return this;
    }

    /// <summary>Adds a sink type of the host itself by a factory that the host has made; it wins over plug-ins of the same type.</summary>
    /// <param name="sinkType">The sink type; what an attribute of the factory says is not heeded.</param>
    /// <param name="factory">The factory, thread-safe. It is not disposed.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The sink type is not well-formed, or was added before.</exception>
    public SinkCatalogBuilder AddSink(string sinkType, IEventSinkFactory factory)
    {
        ArgumentException.ThrowIfNullOrEmpty(sinkType);
        ArgumentNullException.ThrowIfNull(factory);
        if (SinkExportRules.Check(new(factory.GetType().FullName!, sinkType, EventSinkContract.Version)) is { } problem)
        {
            throw new ArgumentException(problem.Message, nameof(sinkType));
        }

        ThrowIfAdded(sinkType, nameof(sinkType));
        _made.Add(sinkType, factory);
        return this;
    }

    /// <summary>Chooses between plug-ins with one sink type, which are all unavailable otherwise.</summary>
    /// <param name="sinkType">The sink type.</param>
    /// <param name="plugin">The plug-in's name, or the path of its DLL where several have one name.</param>
    /// <returns>This builder.</returns>
    public SinkCatalogBuilder Prefer(string sinkType, string plugin)
    {
        ArgumentException.ThrowIfNullOrEmpty(sinkType);
        ArgumentException.ThrowIfNullOrEmpty(plugin);
        _preferences[sinkType] = plugin;
        return this;
    }

    /// <summary>Lets factories import a service.</summary>
    /// <typeparam name="T">The type that they import.</typeparam>
    /// <param name="service">The service, thread-safe.</param>
    /// <returns>This builder.</returns>
    public SinkCatalogBuilder Expose<T>(T service)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(service);
        return Expose(typeof(T), _ => service);
    }

    /// <summary>Lets factories import a service that is not the same for all sink types.</summary>
    /// <param name="type">The type that they import.</param>
    /// <param name="get">Gives the service for a sink type.</param>
    /// <returns>This builder.</returns>
    public SinkCatalogBuilder Expose(Type type, Func<string, object> get)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(get);
        _services[type] = get;
        return this;
    }

    /// <summary>Looks through the folders. Runs nothing of any plug-in, and throws nothing because of one.</summary>
    /// <returns>The catalog; to be disposed where plug-ins are locked.</returns>
    public SinkCatalog Build()
    {
        var composer = new FactoryComposer(new Dictionary<Type, Func<string, object>>(_services), LoadTimeout);
        var own = _factories.Select(factory => Own(factory, composer)).Concat(_made.Select(static each => Made(each.Key, each.Value))).ToList();
        LockedCopies? locked = null;
        List<SinkCatalogEntry> found;
        try
        {
            locked = _lock is null ? null : new LockedCopies(PluginLock.Read(_lock), PrivateFolder.Create(), CopyStepReached);
            found = Scan(new PluginFolderScan(composer, new SharedAssemblies(_services.Keys), locked), locked);
        }
        catch (PluginLockException error)
        {
            found = [Unlocked(PluginProblemCodes.LockUnusable, $"{error.Message}; no plug-in is loaded")];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            found = [Unlocked(PluginProblemCodes.CopyFailed, $"there is no private folder to load locked plug-ins from: {error.Message}; no plug-in is loaded")];
        }

        return new SinkCatalog([.. own, .. new ClashRules(own, _preferences).Apply(found)], locked);
    }

    private List<SinkCatalogEntry> Scan(PluginFolderScan scan, LockedCopies? locked)
    {
        var found = _folders.SelectMany(scan.Read).ToList();
        return [.. found, .. locked?.Missing ?? []];
    }

    private SinkCatalogEntry Unlocked(string code, string message) => new(_lock!, null, new(code, message));

    private void ThrowIfAdded(string sinkType, string parameter)
    {
        if (_made.ContainsKey(sinkType) || _factories.Exists(each => each.GetCustomAttribute<ExportEventSinkAttribute>()!.SinkType == sinkType))
        {
            throw new ArgumentException($"Sink type '{sinkType}' has been added before.", parameter);
        }
    }

    private static SinkCatalogEntry Made(string sinkType, IEventSinkFactory factory)
    {
        var assembly = factory.GetType().Assembly.GetName();
        return new SinkCatalogEntry(assembly.Name!, () => factory, null)
        {
            SinkType = sinkType,
            Version = assembly.Version,
            ContractVersion = EventSinkContract.Version,
        };
    }

    private static SinkCatalogEntry Own(Type factory, FactoryComposer composer)
    {
        var attribute = factory.GetCustomAttribute<ExportEventSinkAttribute>()!;
        var assembly = factory.Assembly.GetName();
        return new SinkCatalogEntry(assembly.Name!, () => composer.Compose(attribute.SinkType, () => factory), null)
        {
            SinkType = attribute.SinkType,
            Version = assembly.Version,
            ContractVersion = attribute.EventSinkContractVersion,
        };
    }
}
