namespace EventSinks;

/// <summary>The base of factories: <see cref="IEventSinkFactory"/> with typed options.</summary>
/// <typeparam name="TOptions">The options of a declaration; see <see cref="IEventSinkFactory.OptionsType"/>.</typeparam>
public abstract class EventSinkFactory<TOptions> : IEventSinkFactory
    where TOptions : class
{
    Type IEventSinkFactory.OptionsType => typeof(TOptions);

    SinkDestination IEventSinkFactory.Describe(object options) => Describe((TOptions)options);

    void IEventSinkFactory.Check(object options, OptionsCheck check) => Check((TOptions)options, check);

    IEventSink IEventSinkFactory.Create(object options, SinkContext context) => Create((TOptions)options, context);

    /// <inheritdoc cref="IEventSinkFactory.Describe" />
    protected abstract SinkDestination Describe(TOptions options);

    /// <inheritdoc cref="IEventSinkFactory.Check" />
    protected virtual void Check(TOptions options, OptionsCheck check)
    {
    }

    /// <inheritdoc cref="IEventSinkFactory.Create" />
    protected abstract IEventSink Create(TOptions options, SinkContext context);
}
