namespace EventSinks.Discovery;

/// <summary>One sink type of one plug-in, or a plug-in that none could be found in. Thread-safe.</summary>
public sealed class SinkCatalogEntry
{
    private readonly Lock _gate = new();
    private readonly Func<IEventSinkFactory>? _compose;
    private IEventSinkFactory? _factory;
    private SinkTypeUnavailableException? _failure;

    // Set once and read without the gate, which is held while a plug-in gets ready: a list of plug-ins waits for none of them.
    private volatile PluginProblem? _problem;

    internal SinkCatalogEntry(string plugin, Func<IEventSinkFactory>? compose, PluginProblem? problem)
    {
        Plugin = plugin;
        _compose = compose;
        _problem = problem;
    }

    /// <summary>Gets the sink type; null if none could be found.</summary>
    public string? SinkType { get; internal init; }

    /// <summary>Gets the plug-in's name: its folder's, or the assembly's of a sink type that the host added itself.</summary>
    public string Plugin { get; }

    /// <summary>Gets the plug-in's DLL; null for a sink type that the host added itself.</summary>
    public string? AssemblyPath { get; internal init; }

    /// <summary>
    /// Gets the DLL that is read and loaded: <see cref="AssemblyPath"/>, or the checked copy of it if plug-ins are locked. Null for a sink type
    /// that the host added itself, and for a plug-in of which nothing could be read.
    /// </summary>
    public string? LoadPath { get; internal init; }

    /// <summary>Gets the full name of the factory's type, as metadata has it; null where <see cref="SinkType"/> is not known from metadata.</summary>
    public string? FactoryType { get; internal init; }

    /// <summary>Gets the assembly's version, if it could be read.</summary>
    public Version? Version { get; internal init; }

    /// <summary>Gets the contract that it was compiled against, if it could be read.</summary>
    public int? ContractVersion { get; internal init; }

    /// <summary>Gets whether it can be used, as far as is known without running it; after a failure to load it, whether that succeeded.</summary>
    public bool IsAvailable => _problem is null;

    /// <summary>Gets the stable code of why it cannot be used; see <see cref="PluginProblemCodes"/>.</summary>
    public string? ProblemCode => _problem?.Code;

    /// <summary>Gets why it cannot be used.</summary>
    public string? Problem => _problem?.Message;

    /// <summary>Gives the factory. The first call loads the plug-in and runs its code; what came of it is kept.</summary>
    /// <returns>The factory.</returns>
    /// <exception cref="SinkTypeUnavailableException">It cannot be used; the message says why.</exception>
    public IEventSinkFactory GetFactory()
    {
        lock (_gate)
        {
            if (_factory is not null)
            {
                return _factory;
            }

            if (_problem is not null)
            {
                throw new SinkTypeUnavailableException(_problem, _failure);
            }

            try
            {
                return _factory = _compose!();
            }
            catch (SinkTypeUnavailableException error)
            {
                _failure = error;
                _problem = error.Problem;
                throw;
            }
        }
    }

    /// <summary>Gives the text of a line in a list.</summary>
    /// <returns>For example <c>zaqar-queue (EventSinks.Zaqar 0.1.0.0)</c>.</returns>
    public override string ToString() =>
        $"{SinkType ?? "?"} ({Plugin}{(Version is null ? "" : $" {Version}")}){(IsAvailable ? "" : $": {ProblemCode}: {Problem}")}";

    internal SinkCatalogEntry With(PluginProblem problem) => new(Plugin, _compose, problem)
    {
        SinkType = SinkType,
        AssemblyPath = AssemblyPath,
        LoadPath = LoadPath,
        FactoryType = FactoryType,
        Version = Version,
        ContractVersion = ContractVersion,
    };
}
