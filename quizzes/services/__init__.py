"""What changes what is kept of exercises. Each call is one transaction and validates first."""
