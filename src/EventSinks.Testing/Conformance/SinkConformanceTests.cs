using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <summary>
/// The rules of the contract between host and sinks, as tests. Derive a fixture from this for each sink type, or from
/// <see cref="HttpSinkConformanceTests{TFactory}"/> for one that speaks HTTP. Each rule names the promise of <c>docs/writing-a-sink.md</c>
/// that it holds the sink to.
/// </summary>
/// <typeparam name="TFactory">The factory, which is composed as a host does it.</typeparam>
/// <remarks>A rule has a destination, a factory and a clock of its own, so rules may run at the same time.</remarks>
public abstract partial class SinkConformanceTests<TFactory>
    where TFactory : class, IEventSinkFactory
{
    /// <summary>
    /// Gets options that are right, each as a text of YAML such as stands below <c>type:</c> in a declaration. Deliveries are tried with the
    /// first; give others for what else there is, with a secret in one of them if there are secrets.
    /// </summary>
    protected abstract IEnumerable<string> ValidOptions { get; }

    /// <summary>Gets options that are wrong, each as a text of YAML.</summary>
    protected abstract IEnumerable<string> InvalidOptions { get; }

    /// <summary>Gets whether bodies arrive byte for byte, as <see cref="SinkTestDestination.ReadAsync"/> gives them.</summary>
    protected abstract bool PassesBodies { get; }

    /// <summary>Gets the credential of the stack that the sink cannot deliver without.</summary>
    /// <value>The default is null: the sink asks for none.</value>
    protected virtual StackCredential? Credential => null;

    /// <summary>Gets what is secret in <see cref="ValidOptions"/>, beside the values of options marked with <see cref="SecretOptionAttribute"/>.</summary>
    /// <value>The default is nothing.</value>
    protected virtual IEnumerable<string> Secrets => [];

    /// <summary>Gets how long a call may take before it counts as one that does not end. Only ever used up when something is broken.</summary>
    /// <value>The default is 30 seconds.</value>
    protected virtual TimeSpan Patience => Testing.Patience.Limit;

    /// <summary>Makes a destination. Called once for each rule; the kit disposes it.</summary>
    /// <returns>The destination, where nothing has arrived yet.</returns>
    protected abstract SinkTestDestination CreateDestination();

    /// <summary>Gives the host what the engine gives to sinks beside what every host does.</summary>
    /// <param name="builder">The host.</param>
    protected virtual void ConfigureHost(StackEventsBuilder builder)
    {
    }

    /// <summary>Gives the text by which an event is known in what arrives. Different for each event.</summary>
    /// <param name="e">The event.</param>
    /// <returns>The text. The default is the resource's name, which has letters, digits and hyphens only.</returns>
    protected virtual string MarkerOf(StackEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.ResourceName;
    }

    private protected async Task<SinkBench> OpenAsync(DestinationAbilities needs = DestinationAbilities.None)
    {
        var destination = CreateDestination();
        var missing = needs & ~destination.Abilities;
        if (missing is not DestinationAbilities.None)
        {
            await destination.DisposeAsync().ConfigureAwait(false);
            Assert.Ignore($"The destination cannot show this: {missing} is not among the {nameof(SinkTestDestination.Abilities)} of {destination.GetType().Name}.");
        }

        return new SinkBench(
            new BenchSettings
            {
                Destination = destination,
                FactoryType = typeof(TFactory),
                Options = [.. ValidOptions],
                Credential = Credential,
                Secrets = [.. Secrets],
                Patience = Patience,
                ConfigureHost = builder => ConfigureHost(builder.AddSink<TFactory>()),
                MarkerOf = MarkerOf,
            });
    }

    private protected void NeedBodies()
    {
        if (!PassesBodies)
        {
            Assert.Ignore($"The sink does not pass bodies on as they are: {nameof(PassesBodies)} is false.");
        }
    }
}
