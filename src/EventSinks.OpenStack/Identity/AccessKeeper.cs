namespace EventSinks.OpenStack.Identity;

/// <summary>
/// Keeps the one access that all callers share: sees when it has to be renewed, lets only one question to Keystone be under way, and pauses
/// where asking again would be a storm. Thread-safe.
/// </summary>
/// <param name="ask">Asks Keystone. Throws <see cref="OpenStackException"/>.</param>
/// <param name="onlyToken">What callers are told when a service refuses the only token there is; null if each question gives a new one.</param>
/// <param name="clock">The clock that lives and pauses go by.</param>
internal sealed class AccessKeeper(Func<Task<Lease>> ask, SignInFailure? onlyToken, TimeProvider clock)
{
    // Guards all below, and is never held while anything foreign runs.
    private readonly Lock _gate = new();
    private readonly Pauses _pauses = new(clock);
    private Lease? _lease;
    private Task<SignInOutcome>? _question;

    // Of the lease's token: whether a service has refused it, whether one has accepted it, and whether it came because of a refusal.
    private bool _isRefused;
    private bool _isAccepted;
    private bool _followsRefusal;

    /// <summary>Gets the question to Keystone that is under way, if one is. It never fails: what came of it is its result.</summary>
    public Task<SignInOutcome>? Question
    {
        get
        {
            lock (_gate)
            {
                return _question;
            }
        }
    }

    /// <summary>Gives access; waits for Keystone only if there is no token that is still good.</summary>
    /// <exception cref="OpenStackException">There is none.</exception>
    public ValueTask<OpenStackAccess> GetAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<OpenStackAccess>(cancellationToken);
        }

        Task<SignInOutcome> question;
        lock (_gate)
        {
            var lease = _isRefused ? null : _lease;
            if (lease is not null && !lease.IsDue(clock))
            {
                return new(lease.Access);
            }

            if (_question is null && _pauses.Left == TimeSpan.Zero)
            {
                _question = StartAsync();
            }

            if (lease is not null && lease.IsGood(clock))
            {
                return new(lease.Access);
            }

            if (_question is null)
            {
                return ValueTask.FromException<OpenStackAccess>(_pauses.ToException());
            }

            question = _question;
        }

        return WaitAsync(question, cancellationToken);
    }

    /// <summary>A service has refused an access. Only the current one counts, and only once: others have been replaced already.</summary>
    public void Refuse(OpenStackAccess access)
    {
        lock (_gate)
        {
            if (_isRefused || _lease is null || !ReferenceEquals(_lease.Access, access))
            {
                return;
            }

            _isRefused = true;
            if (onlyToken is not null)
            {
                _pauses.AfterRefusalOfTheOnlyToken(onlyToken);
            }
            else
            {
                // A token that served before it was refused was revoked or has ended: the service does not refuse every one.
                _pauses.AfterRefusal(again: _followsRefusal && !_isAccepted && _lease.IsYoung(clock));
            }
        }
    }

    /// <summary>A service has taken an access, whatever else it answered. Only the current one counts.</summary>
    public void Accept(OpenStackAccess access)
    {
        lock (_gate)
        {
            _isAccepted |= _lease is not null && ReferenceEquals(_lease.Access, access);
        }
    }

    private static async ValueTask<OpenStackAccess> WaitAsync(Task<SignInOutcome> question, CancellationToken cancellationToken) =>
        (await question.WaitAsync(cancellationToken).ConfigureAwait(false)).ToAccess();

    // The question is everybody's, so it has nothing of whoever happens to come first: neither their cancellation nor their context.
    private Task<SignInOutcome> StartAsync()
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(AskAsync, CancellationToken.None);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(AskAsync, CancellationToken.None);
        }
    }

    private async Task<SignInOutcome> AskAsync()
    {
        try
        {
            var lease = await ask().ConfigureAwait(false);
            lock (_gate)
            {
                _question = null;
                _lease = lease;
                _followsRefusal = _isRefused;
                _isRefused = false;
                _isAccepted = false;
                _pauses.AfterSuccess();
            }

            return new(lease.Access);
        }
        catch (Exception error)
        {
            // Whatever it is, all who wait are told, and the next question can be asked.
            var known = error as OpenStackException;
            var failure = known is null
                ? new SignInFailure(OpenStackFailure.Unavailable, "Signing in failed in a way that nobody has foreseen.", error)
                : new SignInFailure(known.Failure, known.Message, known.InnerException);
            lock (_gate)
            {
                _question = null;
                _pauses.AfterFailure(failure, known?.RetryAfter);
                return new(null, failure, _pauses.Left);
            }
        }
    }
}
