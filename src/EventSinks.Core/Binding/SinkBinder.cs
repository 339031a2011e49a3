using System.Collections.Concurrent;
using EventSinks.Discovery;
using EventSinks.Environments;
using EventSinks.Policies;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>
/// Binds declarations to sink types. Plug-in code that looks at options runs on a thread of its own with a time limit; whatever it does
/// becomes a diagnostic. Thread-safe.
/// </summary>
public sealed class SinkBinder
{
    private readonly ConcurrentDictionary<Type, OptionsShape> _shapes = new();

    // What hides secrets: null for a sink type of which nobody knows which of its options are some.
    private readonly ConcurrentDictionary<SinkCatalogEntry, OptionsShape?> _shapesOfTypes = new();
    private readonly SinkCatalog _catalog;
    private readonly TimeSpan _limit;
    private readonly SilentSinkTypes _silent;
    private readonly PolicyCheck? _policy;
    private readonly int? _maxSinks;

    /// <summary>Makes a binder.</summary>
    /// <param name="catalog">The sink types that there are.</param>
    /// <param name="limit">How long a plug-in may look at one declaration; 10 seconds if left out.</param>
    /// <param name="clock">
    /// By which clock a plug-in is left alone for 5 minutes that has left three environments in a row unanswered; the system's if left out.
    /// </param>
    /// <param name="policy">What the operator holds users' declarations to; nothing if left out.</param>
    /// <exception cref="ArgumentException">Something is wrong with the policy; the message names everything.</exception>
    public SinkBinder(SinkCatalog catalog, TimeSpan? limit = null, TimeProvider? clock = null, SinkPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (policy is not null)
        {
            if (string.Join(' ', policy.Validate()) is { Length: > 0 } wrong)
            {
                throw new ArgumentException(wrong, nameof(policy));
            }

            _policy = new PolicyCheck(new SinkPolicyRules(policy));
            _maxSinks = policy.MaxSinksPerStack;
        }

        _catalog = catalog;
        _limit = limit ?? TimeSpan.FromSeconds(10);
        _silent = new SilentSinkTypes(clock ?? TimeProvider.System);
    }

    /// <summary>Binds an environment's declarations, and says everything that is wrong with them at once. No I/O but loading plug-ins.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="global">
    /// The operator's environment, whose sinks every stack has beside its own; nothing in <paramref name="environment"/> can take them away.
    /// Null for none.
    /// </param>
    /// <returns>The bindings and all diagnostics, those of reading included.</returns>
    public BindingReport Bind(StackEnvironment environment, StackEnvironment? global = null)
    {
        // One for both, so that a plug-in that does not answer is asked once.
        var binder = NewDeclarationBinder();
        return Bind(binder, environment, global is null ? GlobalSinks.None : BindGlobal(binder, global), wanted => SinkGrant.Of(wanted, _maxSinks));
    }

    /// <summary>Binds the operator's environment once, for all stacks.</summary>
    /// <param name="global">The operator's environment.</param>
    /// <returns>What came of it.</returns>
    internal GlobalSinks BindGlobal(StackEnvironment global) => BindGlobal(NewDeclarationBinder(), global);

    /// <summary>Binds a stack's environment beside the operator's sinks.</summary>
    /// <param name="environment">The stack's environment.</param>
    /// <param name="global">The operator's sinks.</param>
    /// <param name="allow">Says how many of the sinks that the environment declares the stack may have.</param>
    /// <returns>The bindings of both, and all diagnostics.</returns>
    internal BindingReport Bind(StackEnvironment environment, GlobalSinks global, Func<int, SinkGrant> allow) =>
        Bind(NewDeclarationBinder(), environment, global, allow);

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

        return _catalog.Find(declaration.Type) is not { } entry || (_shapesOfTypes.GetOrAdd(entry, FindShape)?.Find(key)?.IsSecret ?? true);
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

    /// <summary>Describes the declarations of one sink type as a JSON schema. Loads its plug-in, which may throw anything.</summary>
    /// <param name="entry">The sink type.</param>
    /// <returns>The schema, draft-07, indented.</returns>
    /// <exception cref="SinkTypeUnavailableException">The plug-in cannot be used.</exception>
    /// <exception cref="PluginTimeoutException">The plug-in did not answer in time.</exception>
    public string DescribeDeclaration(SinkCatalogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return EnvironmentSchemaBuilder.DescribeAlone(entry, PluginThread.Run(() => SinkTypeSchema.Of(entry, Shape(entry.GetFactory())), _limit));
    }

    /// <summary>
    /// Describes environments as a JSON schema with the sink types of the catalog, so that an editor completes and checks them. Loads all
    /// plug-ins; what cannot be described may have any options, and is a warning.
    /// </summary>
    /// <returns>The schema.</returns>
    public EnvironmentSchema DescribeEnvironment() =>
        new EnvironmentSchemaBuilder(_catalog, entry => PluginThread.Run(() => SinkTypeSchema.Of(entry, Shape(entry.GetFactory())), _limit)).Build();

    private DeclarationBinder NewDeclarationBinder() => new(_catalog, Shape, _limit, _silent);

    private static GlobalSinks BindGlobal(DeclarationBinder binder, StackEnvironment global)
    {
        List<SinkDeclaration> unbound = [];
        var diagnostics = new DiagnosticList(global.Diagnostics, YamlLimits.Default.MaxDiagnostics);
        var bound = BindAll(binder, global, null, diagnostics, unbound);
        var standing = DestinationRules.LetLaterFilesWin(bound, BindRemoved(binder, global, null), diagnostics);
        var bindings = new BindingNames(isGlobal: true, diagnostics, unbound).Bind(standing);
        return new([.. standing.Where(static each => each.IsEnabled)], bindings, unbound, DiagnosticOrder.Sort(diagnostics, global.Sources));
    }

    private BindingReport Bind(DeclarationBinder binder, StackEnvironment environment, GlobalSinks global, Func<int, SinkGrant> allow)
    {
        ArgumentNullException.ThrowIfNull(environment);
        List<SinkDeclaration> unbound = [];
        var diagnostics = new DiagnosticList(environment.Diagnostics, YamlLimits.Default.MaxDiagnostics);
        var own = BindAll(binder, environment, _policy, diagnostics, unbound);
        var counting = DestinationRules.LetLaterFilesWin(own, BindRemoved(binder, environment, _policy), diagnostics);
        var standing = DestinationRules.LetOperatorsStand(counting, global.Declarations, diagnostics);
        var named = new BindingNames(isGlobal: false, diagnostics, unbound).Bind(standing);
        var bindings = allow(named.Count).Limit(named, diagnostics, unbound);
        return new BindingReport([.. global.Bindings, .. bindings], DiagnosticOrder.Sort(diagnostics, environment.Sources))
        {
            Environment = environment.InForce([.. own.Except(counting).Select(static each => each.Declaration)]),
            Unbound = unbound,
            GlobalUnbound = global.Unbound,
            GlobalDiagnostics = global.Diagnostics,
        };
    }

    private OptionsShape? FindShape(SinkCatalogEntry entry)
    {
        try
        {
            return PluginThread.Run(() => Shape(entry.GetFactory()), _limit);
        }
        catch (Exception)
        {
            // A plug-in may throw anything; it is asked once, so that one that hangs does not do so for each option.
            return null;
        }
    }

    private OptionsShape Shape(IEventSinkFactory factory) => _shapes.GetOrAdd(factory.OptionsType, static type => new OptionsShape(type));

    private static List<BoundDeclaration> BindAll(
        DeclarationBinder binder, StackEnvironment environment, PolicyCheck? policy, DiagnosticList diagnostics, List<SinkDeclaration> unbound)
    {
        List<SinkDeclaration> sinks = [];
        foreach (var declaration in environment.Sinks)
        {
            if (RemovalCheck.Run(declaration, environment) is { } wrong)
            {
                diagnostics.Add(wrong);
                if (!declaration.IsRemoval)
                {
                    // A mistake in the key: the entry may well stand for a sink.
                    unbound.Add(declaration);
                }
            }
            else
            {
                sinks.Add(declaration);
            }
        }

        // Whatever the limit of diagnostics: a sink that is right delivers, however many are wrong before it.
        var outcomes = binder.Bind(sinks, policy);
        diagnostics.AddRange(outcomes.SelectMany(static each => each.Diagnostics));
        unbound.AddRange(outcomes.Where(static each => each.Bound is null).Select(static each => each.Declaration));
        return [.. outcomes.Select(static each => each.Bound).OfType<BoundDeclaration>()];
    }

    // What they are is said no more; only the places are wanted that they had taken from others, which stand.
    private static IReadOnlyList<BoundDeclaration> BindRemoved(DeclarationBinder binder, StackEnvironment environment, PolicyCheck? policy)
    {
        var oldest = environment.Sinks.Where(static sink => !sink.IsRemoval)
            .GroupBy(static sink => sink.Type, StringComparer.Ordinal)
            .ToDictionary(static type => type.Key, static type => type.Min(static sink => sink.Latest.SourceIndex), StringComparer.Ordinal);
        SinkDeclaration[] removed =
        [
            .. environment.Removals.Removed.Where(sink => oldest.TryGetValue(sink.Type, out var source) && source < sink.Latest.SourceIndex),
        ];
        return [.. binder.Bind(removed, policy).Select(static each => each.Bound).OfType<BoundDeclaration>()];
    }
}
