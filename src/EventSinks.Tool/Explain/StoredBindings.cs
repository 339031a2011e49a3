using EventSinks.Binding;
using EventSinks.Discovery;
using EventSinks.Environments;
using EventSinks.Storage;

namespace EventSinks.Tool.Explain;

/// <summary>Binds the declarations that a store keeps, to ask them about an event as they are now.</summary>
internal sealed class StoredBindings
{
    private readonly SinkBinder _binder;
    private readonly BindingReport? _declared;

    public StoredBindings(StoredStack stack, SinkCatalog catalog)
    {
        _binder = new SinkBinder(catalog);
        _declared = Bind(stack.Declarations);
    }

    /// <summary>Finds the binding that a lane delivers by.</summary>
    /// <returns>The binding, or why there is none.</returns>
    public (SinkBinding? Binding, string? Problem) Find(StoredLane lane)
    {
        if (lane.Declaration is null)
        {
            return (null, "its declaration is the operator's, which the store does not keep");
        }

        if (_declared?.Bindings.FirstOrDefault(binding => new LaneKey(binding.SinkType, binding.Destination.Identity, binding.Ordinal) == lane.Key.Base) is { } declared)
        {
            return (declared, null);
        }

        // No longer among its stack's: it ends, or its plug-in is not there.
        var alone = Bind($"[{lane.Declaration}]");
        return alone?.Bindings is [var binding, ..]
            ? (binding, null)
            : (null, alone?.Diagnostics.FirstOrDefault(static each => each.IsError)?.Message ?? "its declaration in the store cannot be read");
    }

    private BindingReport? Bind(string declarations)
    {
        try
        {
            return _binder.Bind(StackEnvironment.FromJson($"{{\"{EnvironmentSections.EventSinks}\":{declarations}}}", "<stored declarations>"));
        }
        catch (EnvironmentFormatException)
        {
            return null;
        }
    }
}
