namespace EventSinks;

/// <summary>
/// Describes, checks and makes sinks of one type. Derive from <see cref="EventSinkFactory{TOptions}"/> rather than implementing this.
/// </summary>
/// <remarks>
/// One instance serves all stacks and must be thread-safe. Constructors may import what the host exposes to sinks:
/// <see cref="ISinkHttp"/>, <see cref="IStackCredentials"/>, <see cref="TimeProvider"/>, <c>ILoggerFactory</c>, <c>IMeterFactory</c>, and
/// the sink type's own <c>IConfigurationSection</c>.
/// </remarks>
public interface IEventSinkFactory
{
    /// <summary>
    /// Gets the type that a declaration's options are read into: a plain record, one property an option, keys in snake_case, ranges as
    /// DataAnnotations, secrets marked with <see cref="SecretOptionAttribute"/>.
    /// </summary>
    Type OptionsType { get; }

    /// <summary>Says where options lead. No I/O.</summary>
    /// <param name="options">An instance of <see cref="OptionsType"/> without errors.</param>
    /// <returns>The destination.</returns>
    SinkDestination Describe(object options);

    /// <summary>Adds warnings and errors that annotations cannot express. No I/O.</summary>
    /// <param name="options">An instance of <see cref="OptionsType"/> whose annotations hold.</param>
    /// <param name="check">Takes the findings.</param>
    void Check(object options, OptionsCheck check);

    /// <summary>Makes the sink of one lane. Connections are opened at the first delivery, not here.</summary>
    /// <param name="options">An instance of <see cref="OptionsType"/> without errors.</param>
    /// <param name="context">The lane.</param>
    /// <returns>A sink that the host owns and disposes.</returns>
    IEventSink Create(object options, SinkContext context);
}
