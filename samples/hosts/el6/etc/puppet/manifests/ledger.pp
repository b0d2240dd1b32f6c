exec { 'reread the ledger':
  command => '/sbin/service ledgerpair restart',
}
