using System.Collections.Concurrent;
using EventSinks.Discovery;
using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>
/// Binds declarations to sink types. Plug-in code that looks at options runs on a thread of its own with a time limit; whatever it does
/// becomes a diagnostic. Thread-safe.
/// </summary>
public sealed class SinkBinder
{
    private readonly ConcurrentDictionary<Type, OptionsShape> _shapes = new();
    private readonly SinkCatalog _catalog;
    private readonly TimeSpan _limit;

    /// <summary>Makes a binder.</summary>
    /// <param name="catalog">The sink types that there are.</param>
    /// <param name="limit">How long a plug-in may look at one declaration; 10 seconds if left out.</param>
    public SinkBinder(SinkCatalog catalog, TimeSpan? limit = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        _catalog = catalog;
        _limit = limit ?? TimeSpan.FromSeconds(10);
    }

    /// <summary>Binds an environment's declarations, and says everything that is wrong with them at once. No I/O but loading plug-ins.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="global">
    /// The operator's environment, whose sinks every stack has beside its own; nothing in <paramref name="environment"/> can take them away.
    /// Null for none.
    /// </param>
    /// <returns>The bindings and all diagnostics, those of reading included.</returns>
    public BindingReport Bind(StackEnvironment environment, StackEnvironment? global = null) =>
        Bind(environment, global is null ? GlobalSinks.None : BindGlobal(global));

    /// <summary>Binds the operator's environment once, for all stacks.</summary>
    /// <param name="global">The operator's environment.</param>
    /// <returns>What came of it.</returns>
    internal GlobalSinks BindGlobal(StackEnvironment global)
    {
        List<SinkDeclaration> unbound = [];
        List<Diagnostic> diagnostics = [.. global.Diagnostics];
        var standing = DestinationRules.LetLaterFilesWin(BindAll(global, diagnostics, unbound), diagnostics);
        var bindings = new BindingNames(isGlobal: true, diagnostics, unbound).Bind(standing);
        return new([.. standing.Where(static each => each.IsEnabled)], bindings, unbound, DiagnosticOrder.Sort(diagnostics, global.Sources));
    }

    /// <summary>Binds a stack's environment beside the operator's sinks.</summary>
    /// <param name="environment">The stack's environment.</param>
    /// <param name="global">The operator's sinks.</param>
    /// <returns>The bindings of both, and all diagnostics.</returns>
    internal BindingReport Bind(StackEnvironment environment, GlobalSinks global)
    {
        ArgumentNullException.ThrowIfNull(environment);
        List<SinkDeclaration> unbound = [];
        List<Diagnostic> diagnostics = [.. environment.Diagnostics];
        var own = BindAll(environment, diagnostics, unbound);
        var counting = DestinationRules.LetLaterFilesWin(own, diagnostics);
        var standing = DestinationRules.LetOperatorsStand(counting, global.Declarations, diagnostics);
        var bindings = new BindingNames(isGlobal: false, diagnostics, unbound).Bind(standing);
        return new BindingReport([.. global.Bindings, .. bindings], DiagnosticOrder.Sort(diagnostics, environment.Sources))
        {
            Environment = environment.WithoutSinks([.. own.Except(counting).Select(static each => each.Declaration)]),
            Unbound = unbound,
            GlobalUnbound = global.Unbound,
            GlobalDiagnostics = global.Diagnostics,
        };
    }

    /// <summary>Says whether an option holds a secret, so that it can be hidden. What cannot be told is taken for a secret.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="key">The option's key.</param>
    /// <returns>Whether its value must not be shown.</returns>
    public bool IsSecret(SinkDeclaration declaration, string key)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        ArgumentNullException.ThrowIfNull(key);
        if (CommonKeys.Includes(key))
        {
            return false;
        }

        try
        {
            return _catalog.Find(declaration.Type) is not { } entry
                || (PluginThread.Run(() => Shape(entry.GetFactory()), _limit).Find(key)?.IsSecret ?? true);
        }
        catch (Exception)
        {
            // A plug-in may throw anything; without it nobody knows which options are secrets.
            return true;
        }
    }

    /// <summary>Lists the options of a sink type. Loads its plug-in.</summary>
    /// <param name="entry">The sink type.</param>
    /// <returns>The options, in the order of the options record.</returns>
    /// <exception cref="SinkTypeUnavailableException">The plug-in cannot be used.</exception>
    /// <exception cref="PluginTimeoutException">The plug-in did not answer in time.</exception>
    public IReadOnlyList<SinkOption> DescribeOptions(SinkCatalogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return PluginThread.Run(() => SinkOption.Of(Shape(entry.GetFactory())), _limit);
    }

    /// <summary>
    /// Describes environments as a JSON schema with the sink types of the catalog, so that an editor completes and checks them. Loads all
    /// plug-ins; what cannot be described may have any options, and is a warning.
    /// </summary>
    /// <returns>The schema.</returns>
    public EnvironmentSchema DescribeEnvironment() =>
        new EnvironmentSchemaBuilder(_catalog, entry => PluginThread.Run(() => SinkTypeSchema.Of(entry, Shape(entry.GetFactory())), _limit)).Build();

    private OptionsShape Shape(IEventSinkFactory factory) => _shapes.GetOrAdd(factory.OptionsType, static type => new OptionsShape(type));

    private List<BoundDeclaration> BindAll(StackEnvironment environment, List<Diagnostic> diagnostics, List<SinkDeclaration> unbound)
    {
        List<BoundDeclaration> bound = [];
        foreach (var declaration in environment.Sinks)
        {
            var before = diagnostics.Count;
            if (RemovalCheck.Run(declaration, environment) is { } wrong)
            {
                diagnostics.Add(wrong);
                if (!declaration.IsRemoval)
                {
                    // A mistake in the key: the entry may well stand for a sink.
                    unbound.Add(declaration);
                }
            }
            else if (Bind(declaration, diagnostics) is { } good)
            {
                bound.Add(good);
            }
            else if (diagnostics.Skip(before).Any(static diagnostic => diagnostic.IsError))
            {
                unbound.Add(declaration);
            }
        }

        return bound;
    }

    private BoundDeclaration? Bind(SinkDeclaration declaration, List<Diagnostic> diagnostics)
    {
        // These mean the same whatever the sink type, so they are checked even if it is not to be had.
        var before = diagnostics.Count;
        var common = new CommonKeysReader(declaration, diagnostics).Read();
        if (_catalog.Find(declaration.Type) is not { } entry)
        {
            Add(BindingDiagnosticCodes.UnknownSinkType, $"there is no sink type \"{declaration.Type}\"; {_catalog.Suggest(declaration.Type)}");
            return null;
        }

        // What the plug-in's thread finds is taken over only when it has ended: after the time limit it may still be writing.
        List<Diagnostic> found = [.. diagnostics.Skip(before)];
        var known = found.Count;
        try
        {
            var bound = PluginThread.Run(() => new DeclarationCheck(declaration, common, found).Run(entry.GetFactory(), Shape), _limit);
            diagnostics.AddRange(found.Skip(known));
            return bound;
        }
        catch (SinkTypeUnavailableException error)
        {
            Add(BindingDiagnosticCodes.SinkTypeUnavailable, $"sink type \"{declaration.Type}\" cannot be used: {error.Code}: {error.Message}");
        }
        catch (PluginTimeoutException)
        {
            Add(BindingDiagnosticCodes.PluginFailed, $"the plug-in of \"{declaration.Type}\" did not answer within {_limit.TotalSeconds:0.###} s");
        }
        catch (Exception error)
        {
            // A plug-in may throw anything.
            Add(BindingDiagnosticCodes.PluginFailed, $"the plug-in of \"{declaration.Type}\" failed: {error.GetType().Name}: {error.Message}");
        }

        return null;

        void Add(string code, string message) =>
            diagnostics.Add(Diagnostic.Error(code, message, declaration.File, declaration.TypeSpan, $"{declaration.Path}.{CommonKeys.Type}"));
    }
}
